#include "result.h"

#include "fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RESULT_BYTES = 256 * 1024 };

static char bytes[RESULT_BYTES];

struct text_field {
    const char *name;
    char *value;
    size_t room;
};

enum { TEXT_FIELDS = 10 };

static void text_fields(struct result *r, struct text_field field[TEXT_FIELDS])
{
    const struct text_field all[TEXT_FIELDS] = {
        {"test", r->test, sizeof r->test},
        {"title", r->title, sizeof r->title},
        {"section", r->section, sizeof r->section},
        {"expected", r->expected, sizeof r->expected},
        {"happened", r->happened, sizeof r->happened},
        {"why", r->why, sizeof r->why},
        {"again", r->again, sizeof r->again},
        {"token", r->token, sizeof r->token},
        {"coverage", r->coverage, sizeof r->coverage},
        {"evidence", r->evidence, sizeof r->evidence},
    };
    memcpy(field, all, sizeof all);
}

// --- writing -----------------------------------------------------------------

bool result_save(const struct result *result, const char *folder)
{
    static struct result copy;
    struct text_field field[TEXT_FIELDS];
    struct fields out = {bytes, 0, sizeof bytes};
    char path[512];

    copy = *result;
    text_fields(&copy, field);
    for (int i = 0; i < TEXT_FIELDS; i++)
        fields_put(&out, field[i].name, field[i].value);
    fields_put_number(&out, "line", copy.line);
    fields_put_number(&out, "worth", copy.worth);
    fields_put_number(&out, "seed", copy.seed);
    fields_put_number(&out, "yes", copy.yes_to_everything);
    fields_put_number(&out, "hung", copy.hung);
    fields_put_number(&out, "verdict", copy.verdict);

    snprintf(path, sizeof path, "%s/%s", folder, result->test);
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    size_t written = fwrite(bytes, 1, out.used, file);
    return fclose(file) == 0 && written == out.used;
}

// --- reading -----------------------------------------------------------------

static void take_number(struct result *result, const char *name,
                        const char *value)
{
    uint64_t number = strtoull(value, NULL, 10);
    if (strcmp(name, "line") == 0)
        result->line = (unsigned)number;
    else if (strcmp(name, "worth") == 0)
        result->worth = (unsigned)number;
    else if (strcmp(name, "seed") == 0)
        result->seed = number;
    else if (strcmp(name, "yes") == 0)
        result->yes_to_everything = number != 0;
    else if (strcmp(name, "hung") == 0)
        result->hung = number != 0;
    else if (strcmp(name, "verdict") == 0 && number <= VERDICT_UNCHECKED)
        result->verdict = (enum verdict)number;
}

static void take_field(struct result *result, const char *name,
                       const char *value)
{
    struct text_field field[TEXT_FIELDS];
    text_fields(result, field);
    for (int i = 0; i < TEXT_FIELDS; i++) {
        if (strcmp(name, field[i].name) == 0) {
            snprintf(field[i].value, field[i].room, "%s", value);
            return;
        }
    }
    take_number(result, name, value);
}

bool result_load(struct result *result, const char *folder, const char *name)
{
    static char value[RESULT_BYTES];
    char path[512], field[FIELD_NAME];

    memset(result, 0, sizeof *result);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    const char *at = bytes;
    while ((at = fields_next(at, bytes + size, field, value, sizeof value)))
        take_field(result, field, value);
    return *result->test != 0;
}
