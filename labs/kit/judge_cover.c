// judge_cover.c - what all explored runs of one test show together.
//
//   J1  A test is a process of its own, so what is static is the test's.
#include "judge.h"

#include "set.h"

// "2 016", for numbers below a thousand million. A static buffer.
static const char *grouped(unsigned long number)
{
    static char text[24];
    unsigned long thousands = number / 1000, millions = thousands / 1000;
    if (millions)
        SET(text, "%lu %03lu %03lu", millions, thousands % 1000, number % 1000);
    else if (thousands)
        SET(text, "%lu %03lu", thousands, number % 1000);
    else
        SET(text, "%lu", number);
    return text;
}

const char *judge_covered_with(const char *scenario,
                               const struct record *record)
{
    static unsigned long scenarios, schedules, every, most;
    static char hardest[64], coverage[sizeof record->coverage], text[480];

    if (*record->coverage) {
        bool harder = !scenarios || record->every < every ||
                      (record->every == every && record->schedules >= most);
        scenarios++;
        schedules += record->schedules;
        if (harder) {
            every = record->every;
            most = record->schedules;
            SET(hardest, "%s", scenario);
            SET(coverage, "%s", record->coverage);
        }
    }
    if (scenarios > 1)
        SET(text, "%lu scenarios, %s schedules in all; the hardest, %s: %s",
            scenarios, grouped(schedules), hardest, coverage);
    else
        SET(text, "%s", coverage);
    return text;
}
