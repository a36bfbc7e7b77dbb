// outputs.c - see outputs.h.
#include "outputs.h"

#include "play_walk.h"
#include "trace_report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *wanted(const char *name)
{
    const char *value = getenv(name);

    return value && *value ? value : NULL;
}

static bool has_trace(const struct exploration *x)
{
    return x->trace.event_count > 0;
}

void outputs_show(const struct exploration *x, unsigned width, bool colour)
{
    bool walks = wanted("STEP") && has_trace(x);

    if (walks) {
        report_beginning(stdout, x, width, colour);
        walk_through(x);
        report_end(stdout, x, width);
        return;
    }
    report_text(stdout, x, width, colour);
    if (wanted("STEP"))
        printf("There is no interleaving to walk through.\n");
}

// --- files -------------------------------------------------------------------

typedef void writer(FILE *out, const struct exploration *x);

static bool write_file(const char *path, writer *write,
                       const struct exploration *x)
{
    FILE *out = fopen(path, "w");

    if (out) {
        write(out, x);
        bool failed = ferror(out);
        if (!fclose(out) && !failed)
            return true;
    }
    fprintf(stderr, "%s was not written: %s.\n", path, strerror(errno));
    return false;
}

static bool write_wanted(const char *name, writer *write, const char *what,
                         const struct exploration *x, bool quiet)
{
    const char *path = wanted(name);

    if (!path)
        return true;
    if (!has_trace(x)) {
        fprintf(quiet ? stderr : stdout,
                "%s was not written: there is no interleaving to show.\n",
                path);
        return true;
    }
    if (!write_file(path, write, x))
        return false;
    if (!quiet)
        printf("Wrote %s: %s.\n", path, what);
    return true;
}

bool outputs_write(const struct exploration *x, bool quiet)
{
    return write_wanted("SVG", report_svg, "the interleaving as a drawing", x,
                        quiet) &&
           write_wanted("CHROME", report_chrome,
                        "the interleaving for ui.perfetto.dev", x, quiet);
}
