#include "job.h"

#include "random.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static uint64_t absorb(uint64_t state, const char *text)
{
    for (; *text; text++) {
        state ^= (unsigned char)*text;
        state = random_next(&state);
    }
    return state;
}

void job_name(char name[40], const char *nonce, const char *scenario, bool twin)
{
    uint64_t state = absorb(absorb(twin, nonce), scenario);
    uint64_t first = random_next(&state);
    uint64_t second = random_next(&state);
    snprintf(name, 40, "%016" PRIx64 "%016" PRIx64, first, second);
}

size_t job_print(const struct job *job, char text[JOB_BYTES])
{
    int size = snprintf(text, JOB_BYTES,
                        "name %s\nnonce %s\nseed %" PRIu64 "\nraces %d\n"
                        "bound %u\nbudget %lu\nlab %s\ntoken %s\nhash %s\n"
                        "json %d\nend\n",
                        job->name, job->nonce, job->seed, (int)job->races,
                        job->bound, job->budget, *job->lab ? job->lab : "-",
                        *job->token ? job->token : "-",
                        *job->hash ? job->hash : "-", job->json);
    return size < JOB_BYTES ? (size_t)size : 0;
}

static void unless_dash(char *text)
{
    if (strcmp(text, "-") == 0)
        *text = 0;
}

bool job_parse(struct job *job, const char *text)
{
    int races, json;
    char end[4] = "";
    memset(job, 0, sizeof *job);
    int fields =
        sscanf(text,
               "name %39s nonce %32s seed %" SCNu64 " races %d "
               "bound %u budget %lu lab %23s token %1023s hash %23s "
               "json %d %3s",
               job->name, job->nonce, &job->seed, &races, &job->bound,
               &job->budget, job->lab, job->token, job->hash, &json, end);
    if (fields != 11 || strcmp(end, "end") != 0)
        return false;
    job->races = (enum races)races;
    job->json = json;
    unless_dash(job->lab);
    unless_dash(job->token);
    unless_dash(job->hash);
    return true;
}
