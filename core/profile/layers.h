/* SPDX-License-Identifier: MIT
 *
 * Private to core/profile: the files that make up a profile, read into drafts, from the one that
 * all others change to the one that has the last word. Knows files and `extends`, not what
 * statements mean.
 */
#ifndef VIKT_LAYERS_H
#define VIKT_LAYERS_H

#include "core/profile/profile.h"

enum {
    VIKT_EXTENDS_MAX = 16,
    VIKT_MODULES_MAX = 64,
    VIKT_MODULE_NAME_MAX = 200,
    VIKT_TABLES_MAX = 64,
    /* and the built-in one, the company's ini, its rules */
    VIKT_LAYERS_MAX = VIKT_EXTENDS_MAX + VIKT_MODULES_MAX + VIKT_TABLES_MAX + 3,
    VIKT_LAYER_BYTES_MAX = 1024 * 1024
};

typedef struct vikt_layer {
    vikt_text path; /* "default" for the built-in profile; has a NUL behind it */
    vikt_text text;
    vikt_draft draft;
    /* Extended or required by others: its tests speak of it alone, not of what they make of it. */
    bool stood_on;
    bool module;  /* required */
    bool library; /* a factor of the library, not a file */
    bool loading; /* its file is being read */
    size_t *uses; /* the modules that it requires, in that order */
    size_t use_count, use_capacity;
} vikt_layer;

typedef struct vikt_layers {
    vikt_arena *arena; /* paths and texts live there */
    const vikt_allocator *allocator;
    const vikt_rule_language *language;
    const vikt_profile_file *edited; /* has another text than the file on disk; NULL: none */
    vikt_listener listener;
    size_t errors;
    bool incomplete; /* a file that another names could not be had */
    bool recalled;   /* the files are those of a stored run: none is read */
    vikt_engine engine;
    bool has_engine;
    vikt_layer items[VIKT_LAYERS_MAX]; /* lowest first, once loaded */
    size_t count;
} vikt_layers;

/** Reads all files of the options. Wrong lines are told and counted in layers->errors; a wrong
 * `extends` too. */
vikt_code vikt_layers_load(vikt_layers *layers, const vikt_profile_options *options,
                           vikt_error *err);

/**
 * The same of files as profile->files kept them, in their order: no other file is looked at, not
 * even the built-in profile or a factor of the library.
 */
vikt_code vikt_layers_recall(vikt_layers *layers, const vikt_profile_file *files, size_t count,
                             vikt_error *err);

/** Reads one file (NULL: the built-in profile) as a layer of its own. */
vikt_code vikt_layers_add(vikt_layers *layers, const char *path, vikt_error *err);

/** The layer of that path, or NULL. */
vikt_layer *vikt_layers_find(vikt_layers *layers, const char *path);

/** A layer on top with no statements yet; path and text are kept as they are. NULL: no memory. */
vikt_layer *vikt_layers_push(vikt_layers *layers, const char *path, vikt_text text,
                             vikt_error *err);

/** Reads the layer's text into its draft. */
vikt_code vikt_layers_parse(vikt_layers *layers, vikt_layer *layer, vikt_error *err);

/**
 * The text of a file: `name` from the folder of the file `of`, with care (beside.h), or, when `of`
 * is none, the path `name`. VIKT_INPUT when it cannot be had.
 */
vikt_code vikt_layers_read(vikt_layers *layers, vikt_text of, vikt_text name, vikt_text *out,
                           vikt_error *err);

/** Reads the files of decision tables that statements name into layers of their own, and their rows
 * into the statements (layer_tables.c). */
vikt_code vikt_layers_tables(vikt_layers *layers, vikt_error *err);

/** Whether a file's ending is one of decision tables'. */
bool vikt_layers_is_table(vikt_text name);

/** Where nobody states a name, the topmost file's own stands in for it (layers_name.c). */
vikt_code vikt_layers_name(vikt_layers *layers, vikt_error *err);

/** Frees the drafts, and the engine unless it was taken (has_engine = false). */
void vikt_layers_clear(vikt_layers *layers);

#endif
