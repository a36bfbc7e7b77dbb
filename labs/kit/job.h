// job.h - the judge's order to a driver, as text through a pipe.
//
// Shape:    "name value" lines; the scenario is not named but hidden in an
//           opaque job name, which also says whether the run is a decoy. Both
//           are drawn anew with each nonce, so nothing that stands in the
//           order tells a decoy from the real run.
// Memory:   the caller's buffers.
#ifndef JOB_H
#define JOB_H

#include "backend.h"

enum {
    JOB_DESCRIPTOR = 97,     // where a driver reads its order
    RECORD_DESCRIPTOR = 98,  // where it writes its verdict
    JOB_BYTES = 4096,
};

// The name under which this run of scenario is ordered.
void job_name(char name[40], const char *nonce, const char *scenario,
              bool twin);

// Write job as text. Returns: bytes written, without the closing 0.
size_t job_print(const struct job *job, char text[JOB_BYTES]);

// Read what job_print() wrote. Returns: whether the text was whole.
bool job_parse(struct job *job, const char *text);

#endif
