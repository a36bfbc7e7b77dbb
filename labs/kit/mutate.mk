# mutate.mk - the maker of mutants and its tests. To be read from the root.

MUTATE_CC := gcc -std=c11 -g -O1 -Wall -Wextra -Wpedantic -Wshadow -Werror \
             -fsanitize=address,undefined -fno-sanitize-recover=all

.build/kit/mutate: $(wildcard labs/kit/mutate*.c) labs/kit/mutate.h \
    labs/kit/mutate.mk
	@mkdir -p $(@D)
	@$(MUTATE_CC) -o $@ $(filter %.c,$^)

.PHONY: test-mutate
test-mutate: .build/kit/mutate ## the maker of mutants makes what it says (part of test)
	@labs/kit/tests/test_mutate
