# kit.mk - the kit's own tests.

KIT_TESTED := record fields job history linearize scenario result sheet \
              sheet_print sheet_data

.PHONY: test-kit
test-kit: .build/kit/test_kit ## tests of the kit (part of test)
	@$< --verbose=0

.build/kit/test_kit: labs/kit/tests/test_kit.c $(KIT_TESTED:%=labs/kit/%.c) \
    $(wildcard labs/kit/*.h)
	@mkdir -p $(@D)
	@gcc $(CFLAGS) -fsanitize=address,undefined -fno-sanitize-recover=all \
	    -o $@ $(filter %.c,$^) -lcriterion
