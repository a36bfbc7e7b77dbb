// expect: assertion failed
// options: leaks=1
#define WITHOUT_MARK
#include "list_with_marks.c"
