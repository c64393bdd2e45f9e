/* SPDX-License-Identifier: MIT
 *
 * How each column is to be read, by what its cells look like, by what was told and by what other
 * columns of the file say; the question when that does not decide, and what to say of the result.
 */
#ifndef VIKT_SETTLE_H
#define VIKT_SETTLE_H

#include "core/import/load.h"

/** The decoder that looks at all cells of a column; NULL: none does. */
vikt_decoder *vikt_settle_looker(const vikt_load *load, size_t column);

/** load->sums of all columns, by the decoders' looks or, at first and where no decoder looks, by
 * the sample's. */
void vikt_settle_sums(vikt_load *load, const vikt_looks *sample, bool is_first);

/** Decides how a column is read by what it looks like; false when that is as it was. */
bool vikt_settle(const vikt_load *load, vikt_decoder *d, const vikt_looks *looks);

/** Whether a column can be read in two ways and nothing in it, nor what was told, decides. */
bool vikt_settle_lacks(const vikt_load *load, const vikt_decoder *d);

/** The question how such a column is to be read; VIKT_INPUT. */
vikt_code vikt_settle_question(const vikt_load *load, const vikt_decoder *d, vikt_error *err);

/** VIKT_INPUT with a question when a column can still be read in two ways. */
VIKT_MUST_CHECK vikt_code vikt_settle_ask(const vikt_load *load, vikt_error *err);

/** Says that other columns decided how this one is read. */
void vikt_settle_note(const vikt_load *load, const vikt_decoder *d);

/** Warns of formulas' errors, of cells against the rest of their column, of several currencies. */
void vikt_settle_warn(const vikt_load *load);

/** How the cells of a column are written: "D.M.Y", "decimal comma, thousands by blank"; "" when
 *  there is nothing to say, NULL without memory. */
const char *vikt_settle_form(vikt_arena *arena, const vikt_decoder *d);

#endif
