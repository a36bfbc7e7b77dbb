# The verbs of the project. `make` alone lists them. What a verb does is a
# script of its name in labs/kit/verbs; how a lab is built is labs/kit/lab.mk.

.DEFAULT_GOAL := help
VERB  := labs/kit/verbs
NEED  := labs/kit/setup/need

export LAB ID RUN RUNS SCENARIO SEED STRICT DEPS AGAIN V QUICK TOKEN GDB JSON VALUES \
    FILE BOUND BUDGET RACES SPURIOUS STRATEGY GAME KEYS ONLY SVG CHROME STEP

include labs/kit/flags.mk
-include labs/hmap/hmap.mk labs/kit/vet.mk labs/kit/mutate.mk labs/kit/kit.mk
-include labs/interleave/interleave.mk book/book.mk

## For students

check: ## judge your code: all labs, or LAB=1.1
	@$(VERB)/check

watch: ## check again at each save; LAB=1.1
	@$(VERB)/watch

hint: ## one more hint; LAB=1.1
	@$(VERB)/hint

play: ## be the scheduler of a wrong program; LAB=1.2 GAME=2 KEYS=12
	@$(VERB)/play

replay: ## a failure again; TOKEN=... STEP=1 SVG=x.svg CHROME=x.json GDB=1
	@$(VERB)/replay

# SECONDS is a variable of some shells' own.
explore: export WITHIN = $(SECONDS)
explore: ## any C program under every schedule; FILE=x.c BOUND=2, rest as replay
	@$(VERB)/explore

run: ## the lab's experiment; LAB=1.1
	@$(VERB)/run

claim: ## run one claim of the ledger; ID=1-e
	@$(VERB)/claim

tsan: ## a lab's scenarios under ThreadSanitizer; LAB=1.1
	@$(VERB)/tsan

reset: ## the starter again, your file kept; LAB=1.1
	@$(VERB)/reset

doctor: ## what this machine can and cannot check
	@labs/kit/setup/doctor

## For instructors

## For graders

test: ## solutions pass, starters score 0, mutants die, all rooms hold
	@$(VERB)/test

mutate: ## machine-made mutants of a solution die or have reasons; LAB=1.1
	@$(VERB)/mutate

test-fresh: ## the README's commands on a new minimal system; QUICK=1
	@labs/kit/setup/test-fresh

flake: ## repeat a solution's check, print the bound; LAB=1.1 RUNS=300
	@$(VERB)/flake

## For developers

bench: ## how fast the explorer is; ONLY=interleave
	@$(VERB)/bench

format: ## put every C file into the house style
	@$(NEED) format
	@git ls-files '*.c' '*.h' | grep -v '/hostile/' | xargs clang-format -i

clean: ## remove all that was built
	rm -rf .build book/_site

help: ## this list
	@awk -F ':.* ## ' '/^## / { group = substr($$0, 4) } \
	    /^[a-z-]+:.* ## / { line[group] = line[group] \
	        sprintf("  make %-12s %s\n", $$1, $$2); \
	        if (!(group in seen)) { seen[group] = 1; order[++n] = group } } \
	    END { for (i = 1; i <= n; i++) \
	        printf "%s\n%s\n", order[i], line[order[i]] }' $(MAKEFILE_LIST)

.PHONY: bench explore check watch hint play replay run claim tsan reset doctor test \
    test-fresh mutate flake format clean help
