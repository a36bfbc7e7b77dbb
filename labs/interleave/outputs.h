// outputs.h - private: how one exploration is shown, as its asker wants it.
//
// In the environment: SVG=FILE and CHROME=FILE are written; with STEP=1 a walk
// with keys takes the place of the table.
#ifndef INTERLEAVE_OUTPUTS_H
#define INTERLEAVE_OUTPUTS_H

#include "outcome.h"

#include <stdio.h>

// On standard output.
void outputs_show(const struct exploration *x, unsigned width, bool colour);

// Write the files, and say so on standard output unless quiet.
// Returns: false if one was not written, which standard error says.
bool outputs_write(const struct exploration *x, bool quiet);

#endif
