# hmap.mk - the map's sources, and its tests. For inclusion by other makefiles;
# paths are from the root of the repository.
#
#   HMAP_C        the sources of the map
#   HMAP_CFLAGS   what they need beyond the common flags: nothing
#   ALLOC_WRAP    how a program that uses labs/kit/alloc.c is linked
#   test-hmap     builds and runs the tests; HMAP_CC chooses the compiler

HMAP_C      := $(addprefix labs/hmap/,hmap.c grow.c iter.c array.c maptype.c \
                   check.c dot.c)
HMAP_CFLAGS :=
ALLOC_WRAP  := $(foreach f,malloc calloc realloc free aligned_alloc \
                   posix_memalign strdup strndup,-Wl,--wrap=$(f))

HMAP_CC     := gcc
HMAP_OUT    := .build/hmap/tests-$(HMAP_CC)
HMAP_TESTED := $(HMAP_C) labs/kit/fatal.c labs/kit/alloc.c \
               $(wildcard labs/hmap/tests/test_*.c) \
               labs/hmap/tests/kinds.c
HMAP_SEEN   := $(wildcard labs/hmap/*.h labs/hmap/tests/*.h labs/kit/fatal.h \
                   labs/kit/alloc.h)
HMAP_FLAGS  := -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -g \
               -Wall -Wextra -Wpedantic -Wshadow -Werror \
               -fsanitize=address,undefined -fno-sanitize-recover=all \
               -fno-omit-frame-pointer -Ilabs/kit -Ilabs/hmap

# Whoever includes this file keeps their own first target.
hmap_goal := $(.DEFAULT_GOAL)

# The tests count live allocations themselves; Criterion would print a leak that
# the sanitizer finds and call the test passed.
.PHONY: test-hmap
test-hmap: $(HMAP_OUT)/test_hmap $(HMAP_OUT)/oracle_ops ## the map keeps its promises
	@ASAN_OPTIONS=detect_leaks=0 $<
	@sh labs/hmap/tests/oracle.sh $(HMAP_OUT)/oracle_ops

$(HMAP_OUT)/%.o: %.c $(HMAP_SEEN)
	@mkdir -p $(@D)
	@$(HMAP_CC) $(HMAP_FLAGS) -c -o $@ $<

$(HMAP_OUT)/test_hmap: $(HMAP_TESTED:%.c=$(HMAP_OUT)/%.o)
	@$(HMAP_CC) $(HMAP_FLAGS) $(ALLOC_WRAP) -o $@ $^ -lcriterion -lpthread

$(HMAP_OUT)/oracle_ops: $(HMAP_OUT)/labs/hmap/tests/oracle_ops.o \
    $(HMAP_C:%.c=$(HMAP_OUT)/%.o) $(HMAP_OUT)/labs/kit/fatal.o
	@$(HMAP_CC) $(HMAP_FLAGS) -o $@ $^ -lpthread

.DEFAULT_GOAL := $(hmap_goal)
