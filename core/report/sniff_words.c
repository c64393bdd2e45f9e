/* SPDX-License-Identifier: MIT */
#include "core/report/sniff_words.h"

const char *vikt_sniff_certainty(vikt_heading_match match)
{
    switch (match) {
    case VIKT_HEADING_UNUSED:
        return "";
    case VIKT_HEADING_COLUMN:
        return "told";
    case VIKT_HEADING_NAME:
    case VIKT_HEADING_SYNONYM:
        return "exact";
    case VIKT_HEADING_YEAR:
        return "by year";
    case VIKT_HEADING_CONTENT:
        return "by content";
    case VIKT_HEADING_FOLDED:
        return "folded";
    case VIKT_HEADING_NEAR:
        return "near";
    }
    return "";
}

const char *vikt_sniff_turn(vikt_turn turn)
{
    switch (turn) {
    case VIKT_TURN_NONE:
        return NULL;
    case VIKT_TURN_SCALE:
        return "scale";
    case VIKT_TURN_TRUTH:
        return "truth";
    case VIKT_TURN_PERCENT:
        return "percent";
    }
    return NULL;
}

const char *vikt_sniff_kind(vikt_source_kind kind)
{
    static const char *const words[] = {"a register of customers", "a ledger of invoices or orders",
                                        "a sheet of ratings"};

    return words[kind];
}

const char *vikt_sniff_mark(char mark)
{
    switch (mark) {
    case ';':
        return "semicolon";
    case ',':
        return "comma";
    case '\t':
        return "tab";
    case '|':
        return "pipe";
    case ' ':
        return "blank";
    case '.':
        return "point";
    }
    return NULL;
}

vikt_text vikt_sniff_meaning(const vikt_sniff *sniff, const vikt_sniff_column *column)
{
    vikt_text use = vikt_heading_use(&column->heading, sniff->run->profile);
    size_t at = (size_t)(column - sniff->columns);

    if (use.length)
        return use;
    if (at == sniff->key)
        return VIKT_TEXT("key");
    return at == sniff->name ? VIKT_TEXT("name") : (vikt_text){NULL, 0};
}

static bool same_reject(const vikt_reject *a, const vikt_reject *b)
{
    return a->whole_row == b->whole_row && vikt_text_equal(a->column, b->column) &&
           vikt_text_equal(a->reason, b->reason) && vikt_text_equal(a->source, b->source);
}

static void count_reject(vikt_sniff_reject *groups, size_t *count, const vikt_reject *reject)
{
    size_t i = 0;

    while (i < *count && !same_reject(groups[i].first, reject))
        i++;
    if (i == *count)
        groups[(*count)++] = (vikt_sniff_reject){reject, 0};
    else if (reject->row < groups[i].first->row)
        groups[i].first = reject;
    groups[i].count++;
}

vikt_sniff_reject *vikt_sniff_rejects(const vikt_sniff *sniff, vikt_arena *arena, size_t *count)
{
    enum { GROUPS_MAX = 200 };
    const vikt_import *import = sniff->run->import;
    vikt_sniff_reject *groups = vikt_arena_new(arena, GROUPS_MAX, sizeof *groups);

    *count = 0;
    for (size_t i = 0; groups && import && i < import->reject_count && *count < GROUPS_MAX; i++)
        count_reject(groups, count, &import->rejects[i]);
    return groups;
}
