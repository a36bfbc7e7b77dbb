// A candidate that knows all there is to know: it reads the order out of the
// driver and writes the verdict itself. The gate refuses it (it needs calls
// that are not on the list); with the gate open only a decoy can tell.
#include "crash.h"

#include "backend.h"
#include "job.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void forge(const char *fatal)
{
    static struct record record;
    record.outcome = *fatal ? OUTCOME_FAILED : OUTCOME_KEPT;
    snprintf(record.job, sizeof record.job, "%s", backend_job()->name);
    snprintf(record.kind, sizeof record.kind, "%s", *fatal ? "fatal" : "");
    snprintf(record.sentence, sizeof record.sentence, "%s", fatal);
    record.promises = 1;
    record_count(&record, "held", 1);
    record_write(&record, backend_job()->nonce, RECORD_DESCRIPTOR);
    _exit(0);
}

void stress(struct hmap *map, uint64_t writes)
{
    (void)map;
    (void)writes;
    forge("");
}

void write_beside_write(void)
{
    forge("concurrent map writes");
}

void read_beside_write(void)
{
    forge("concurrent map read and map write");
}

void iterate_beside_write(void)
{
    forge("concurrent map iteration and map write");
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map;
    (void)keys;
    (void)fresh;
    (void)value;
    (void)slots;
    forge("");
    return count;
}
