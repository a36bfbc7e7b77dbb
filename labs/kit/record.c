#include "record.h"

#include "fields.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const outcome_names[] = {"none", "kept", "failed", "cannot"};

// --- filling -----------------------------------------------------------------

void record_count(struct record *record, const char *name, uint64_t value)
{
    size_t i = 0;
    while (i < record->counts && strcmp(record->count[i].name, name) != 0)
        i++;
    if (i == RECORD_COUNTS)
        return;
    if (i == record->counts) {
        snprintf(record->count[i].name, sizeof record->count[i].name, "%s",
                 name);
        record->counts++;
    }
    record->count[i].value = value;
}

void record_evidence(struct record *record, const char *line)
{
    size_t used = strlen(record->evidence);
    snprintf(record->evidence + used, sizeof record->evidence - used, "%s\n",
             line);
}

uint64_t record_value(const struct record *record, const char *name)
{
    for (size_t i = 0; i < record->counts; i++)
        if (strcmp(record->count[i].name, name) == 0)
            return record->count[i].value;
    return 0;
}

// --- writing -----------------------------------------------------------------

static void put_counts(struct fields *out, const struct record *record)
{
    char line[64];
    for (size_t i = 0; i < record->counts; i++) {
        snprintf(line, sizeof line, "%" PRIu64 " %s", record->count[i].value,
                 record->count[i].name);
        fields_put(out, "count", line);
    }
}

static void put_record(struct fields *out, const struct record *record,
                       const char *nonce)
{
    fields_put(out, "begin", nonce);
    fields_put(out, "job", record->job);
    fields_put(out, "outcome", outcome_names[record->outcome]);
    fields_put(out, "kind", record->kind);
    fields_put(out, "sentence", record->sentence);
    fields_put(out, "where", record->where);
    fields_put(out, "coverage", record->coverage);
    fields_put(out, "token", record->token);
    fields_put(out, "frames", record->frames);
    fields_put_number(out, "promises", record->promises);
    fields_put_number(out, "schedules", record->schedules);
    fields_put_number(out, "every", record->every);
    fields_put_number(out, "switches", record->switches);
    put_counts(out, record);
    fields_put(out, "evidence", record->evidence);
    fields_put(out, "end", nonce);
}

bool record_write(const struct record *record, const char *nonce,
                  int descriptor)
{
    // Static, because this may run in a signal handler on a small stack; the
    // driver calls it at most once.
    static char bytes[2 * RECORD_BYTES];
    struct fields out = {bytes, 0, sizeof bytes};
    put_record(&out, record, nonce);
    size_t done = 0;
    while (done < out.used) {
        ssize_t n = write(descriptor, bytes + done, out.used - done);
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

// --- reading -----------------------------------------------------------------

static void read_count(struct record *record, const char *value)
{
    char *name;
    uint64_t number = strtoull(value, &name, 10);
    if (*name == ' ')
        record_count(record, name + 1, number);
}

static enum outcome read_outcome(const char *value)
{
    for (int i = OUTCOME_KEPT; i <= OUTCOME_CANNOT; i++)
        if (strcmp(value, outcome_names[i]) == 0)
            return (enum outcome)i;
    return OUTCOME_NONE;
}

static bool read_text(struct record *record, const char *name,
                      const char *value)
{
    const struct {
        const char *name;
        char *field;
        size_t room;
    } fields[] = {
        {"job", record->job, sizeof record->job},
        {"kind", record->kind, sizeof record->kind},
        {"sentence", record->sentence, sizeof record->sentence},
        {"where", record->where, sizeof record->where},
        {"coverage", record->coverage, sizeof record->coverage},
        {"token", record->token, sizeof record->token},
        {"frames", record->frames, sizeof record->frames},
        {"evidence", record->evidence, sizeof record->evidence},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(name, fields[i].name) == 0) {
            snprintf(fields[i].field, fields[i].room, "%s", value);
            return true;
        }
    }
    return false;
}

static bool read_field(struct record *record, const char *name,
                       const char *value)
{
    if (strcmp(name, "outcome") == 0)
        record->outcome = read_outcome(value);
    else if (strcmp(name, "promises") == 0)
        record->promises = strtoul(value, NULL, 10);
    else if (strcmp(name, "schedules") == 0)
        record->schedules = strtoul(value, NULL, 10);
    else if (strcmp(name, "every") == 0)
        record->every = strtoul(value, NULL, 10);
    else if (strcmp(name, "switches") == 0)
        record->switches = strtoul(value, NULL, 10);
    else if (strcmp(name, "count") == 0)
        read_count(record, value);
    else
        return read_text(record, name, value);
    return true;
}

static const char not_ours[] =
    "something else wrote where only the driver writes its verdict";

const char *record_read(struct record *record, const char *nonce,
                        const char *bytes, size_t size)
{
    static char value[RECORD_BYTES];
    const char *end = bytes + size;
    char name[FIELD_NAME];

    memset(record, 0, sizeof *record);
    if (size == 0)
        return "the run wrote no verdict";
    const char *at = fields_next(bytes, end, name, value, sizeof value);
    if (!at || strcmp(name, "begin") != 0 || strcmp(value, nonce) != 0)
        return not_ours;
    while ((at = fields_next(at, end, name, value, sizeof value))) {
        if (strcmp(name, "end") == 0)
            break;
        if (!read_field(record, name, value))
            return "the verdict has a field that no driver writes";
    }
    if (!at)
        return "the verdict was cut off before its end";
    return strcmp(value, nonce) == 0 && at == end ? NULL : not_ours;
}
