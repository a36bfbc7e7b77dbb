# trace.mk - the reports of the explorer, and their tests.
#
#   TRACE_C     sources; they need libdw (-ldw) and nothing of the kit
#   test-trace  programs of tests/ are explored, their reports compared

TRACE_C := $(sort $(wildcard labs/interleave/names*.c \
               labs/interleave/trace_*.c))

test-trace: $(INTERLEAVE_OBJ) ## the reports of explored programs
	@labs/interleave/tests/trace/run.sh

.PHONY: test-trace
