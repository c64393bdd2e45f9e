/* SPDX-License-Identifier: MIT
 *
 * Private to core/profile: from a merged draft to the plan. One compiler walks the statements kind
 * by kind; every part below fills its arrays of the profile and tells all that is wrong, with the
 * place of the setting.
 *
 * A statement that only the built-in profile speaks of may lose what it stands on (a company takes
 * a field or a class away): it is then left out with a note instead of an error.
 */
#ifndef VIKT_COMPILE_H
#define VIKT_COMPILE_H

#include "core/profile/profile.h"
#include "core/profile/statement.h"

typedef struct vikt_compiler {
    const vikt_draft *draft;
    vikt_profile *profile;
    const vikt_columns *columns; /* of the data, or NULL */
    const vikt_listener *listener;
    size_t *errors;
    bool no_memory;
    const vikt_statement *statement;      /* being compiled */
    const char *label;                    /* of it: 'criterion "risk"' */
    bool failed;                          /* something of it was wrong */
    bool misspelt;                        /* one of its keys: what it lacks may be that one */
    bool wrong_classes[VIKT_SCHEMES_MAX]; /* by scheme: they were told to be wrong */
    vikt_slot self;                       /* the measure being compiled, or none */
} vikt_compiler;

/** Compiles a merged draft, with the columns of the data (or NULL) at hand; profile->arena is set
 * and holds everything. Errors are told and counted. */
vikt_code vikt_compile(const vikt_draft *draft, vikt_profile *profile, const vikt_columns *columns,
                       const vikt_listener *listener, size_t *errors, vikt_error *err);

/* ---- compile.c: statements and their settings ---- */

/** The next statement of a kind at or behind *at, which then stands behind it; NULL at the end. It
 * becomes the current one and its keys are checked. */
const vikt_statement *vikt_compile_next(vikt_compiler *c, vikt_statement_kind kind, size_t *at);

/** An array for all statements of a kind, with their number in *count; more than maximum is told as
 * an error and cut. */
void *vikt_compile_array(vikt_compiler *c, vikt_statement_kind kind, size_t maximum, size_t size,
                         size_t *count);

/** Whether the current statement stays in the profile: false for a built-in one that failed. */
bool vikt_compile_keep(const vikt_compiler *c);

/** Zeroed memory of the profile; NULL notes that there is none. */
void *vikt_compile_new(vikt_compiler *c, size_t count, size_t size);

/** Tells that something of the current statement is wrong. */
void vikt_compile_wrong(vikt_compiler *c, vikt_place place, const char *format, ...)
    VIKT_PRINTF(3, 4);

/** The same for something that is not there, which is left untold while the draft is incomplete. */
void vikt_compile_lacks(vikt_compiler *c, vikt_place place, const char *format, ...)
    VIKT_PRINTF(3, 4);

/** The same for a setting that the current statement must have; untold too while one of its keys is
 * misspelt. */
void vikt_compile_needs(vikt_compiler *c, const char *format, ...) VIKT_PRINTF(2, 3);

/** "; did you mean" among words separated by spaces: tells that the value of a setting is none of
 * them. */
void vikt_compile_none_of(vikt_compiler *c, const vikt_setting *setting, const char *words);

/** Which of two forms of an example the file of a place is written in. */
const char *vikt_compile_form(vikt_place place, const char *ini, const char *lua);

/** The setting of the current statement; NULL when it is not there, or was told to be wrong. */
const vikt_setting *vikt_compile_setting(vikt_compiler *c, const char *key);

/** Who says a setting of the current statement: its place, or "default" when nobody states it. */
vikt_place vikt_compile_place(const vikt_compiler *c, const char *key);

/** The setting if its value has the kind; tells when it has another. */
const vikt_setting *vikt_compile_of_kind(vikt_compiler *c, const char *key, vikt_value_kind kind,
                                         const char *expected);

/** The getters leave *out alone and return false when the setting is not there or wrong, which they
 * tell. */
bool vikt_compile_number(vikt_compiler *c, const char *key, double min, double max, double *out);
bool vikt_compile_count(vikt_compiler *c, const char *key, size_t min, size_t max, size_t *out);
bool vikt_compile_text(vikt_compiler *c, const char *key, vikt_text *out);
bool vikt_compile_truth(vikt_compiler *c, const char *key, bool *out);
/** The number of a word among words separated by spaces. */
bool vikt_compile_choice(vikt_compiler *c, const char *key, const char *words, size_t *out);

/* ---- compile_name.c: names of other statements ---- */

/** The slot that a name means here; tells when there is none. */
bool vikt_compile_slot(vikt_compiler *c, const vikt_setting *setting, vikt_text name,
                       vikt_slot *out);

/** What was meant by the unknown name of a field, for the end of a message: the nearest name, also
 * of what was offered before; the field of which it is a synonym; or how to state a field for the
 * column of that name. */
const char *vikt_compile_field_meant(vikt_compiler *c, vikt_place place, vikt_nearest *nearest,
                                     char *hint, size_t size);

/** The same for a scale or scheme that needs numbers: not a text or date field. */
bool vikt_compile_number_slot(vikt_compiler *c, const vikt_setting *setting, vikt_text name,
                              vikt_slot *out);

bool vikt_compile_criterion(vikt_compiler *c, const vikt_setting *setting, vikt_text name,
                            size_t *out);

/** `scheme =` of a rule or action: VIKT_INDEX_NONE when not given. False when wrong, or when there
 * is no scheme. */
bool vikt_compile_scheme_of(vikt_compiler *c, size_t *out);

/** A class of that scheme, or of the first one for VIKT_INDEX_NONE. */
bool vikt_compile_class(vikt_compiler *c, const vikt_setting *setting, size_t scheme,
                        vikt_text *out);

/** "A, B, C" into text, cut with "..." when too long; returns text. */
const char *vikt_compile_list(const vikt_text *names, size_t count, char *text, size_t size);

/* ---- parts of several statements ---- */

/** The expectations of a test, beside its customers (compile_expect.c). */
void vikt_compile_expectations(vikt_compiler *c, vikt_test *test);

/** The `anchors` of the current `field` statement, whose min and max are known
 * (compile_anchors.c). */
void vikt_compile_anchors(vikt_compiler *c, vikt_field *field);

/** What the current `source` statement says of several raters (compile_combining.c). */
void vikt_compile_combining(vikt_compiler *c, vikt_source_kind kind);

/** Tells of a field's or measure's name that means something else to functions and conditions. */
void vikt_compile_check_name(vikt_compiler *c);

/** The scale of a setting of kind SCALE. */
bool vikt_compile_scale(vikt_compiler *c, const vikt_setting *setting, vikt_scale *out);

/** The words of a compiled scale, as INI writes it: fills scale->text. */
void vikt_compile_scale_text(vikt_compiler *c, vikt_scale *scale);

/** The same for a decision table, of which only the call's words are in it. */
void vikt_compile_table_text(vikt_compiler *c, const vikt_value *call, vikt_scale *scale);

/** Binds a function's parameters to what the current statement may name; NULL when something is
 * wrong. */
vikt_function *vikt_compile_function(vikt_compiler *c, const vikt_setting *setting);

enum { VIKT_CLASS_NAME_MAX = 64 };
enum { VIKT_COMPARISONS_MAX = 64 }; /* of a condition; a range is two */

/** The condition of a setting of kind CONDITION. */
bool vikt_compile_condition(vikt_compiler *c, const vikt_setting *setting, vikt_condition *out);

/** Room for the comparisons of so many tests. */
bool vikt_compile_room(vikt_compiler *c, size_t tests, vikt_condition *out);

/** Adds to a condition, which has room for it, that left passes a test: "<= 30", "31..90" or "in
 * North, East". */
bool vikt_compile_test(vikt_compiler *c, const vikt_setting *setting, vikt_text left,
                       vikt_text test, vikt_condition *out);

/** The rows of the current statement, as what a scheme (or NULL, for points) does by hit policy. */
vikt_decision *vikt_compile_decision(vikt_compiler *c, vikt_hit hit, vikt_scheme *scheme);

/** The hit policy of that name; tells when there is none such, or it is for points only. */
bool vikt_compile_hit(vikt_compiler *c, const vikt_setting *setting, vikt_text name, bool points,
                      vikt_hit *out);

/** The classes and limits of a scheme whose kind is known; needed: they must be stated. */
void vikt_compile_classes(vikt_compiler *c, vikt_scheme *scheme, bool needed);

/** Why no class can be called that; NULL: it can. */
const char *vikt_compile_class_flaw(vikt_text name);

/** Axes, splits and cells of a matrix. */
void vikt_compile_matrix(vikt_compiler *c, vikt_scheme *scheme);

#endif
