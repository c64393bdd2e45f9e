/* SPDX-License-Identifier: MIT
 *
 * The INI form of a profile into a draft. The only module that knows inih.
 */
#ifndef VIKT_PROFILE_INI_H
#define VIKT_PROFILE_INI_H

#include "core/profile/draft.h"

/**
 * Reads INI text into draft. Every wrong line is told to the listener with its line number and
 * counted; reading goes on.
 * @return VIKT_OK (also with errors counted), VIKT_MEMORY
 */
vikt_code vikt_profile_ini_read(const char *path, vikt_text source, vikt_draft *draft,
                                const vikt_listener *listener, size_t *errors, vikt_error *err);

/** Reads the text of one setting by its kind, as INI writes it: also for --set. Value lives in the
 * draft's arena. */
vikt_code vikt_profile_ini_value(vikt_draft *draft, int spec_kind, vikt_text text, vikt_place place,
                                 vikt_value *out, vikt_error *err);

#endif
