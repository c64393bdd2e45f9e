/* SPDX-License-Identifier: MIT
 *
 * What every public header needs: linkage, visibility and result checking.
 */
#ifndef VIKT_MACROS_H
#define VIKT_MACROS_H

#ifdef __cplusplus
#define VIKT_BEGIN_C extern "C" {
#define VIKT_END_C   }
#else
#define VIKT_BEGIN_C
#define VIKT_END_C
#endif

#if defined(__GNUC__)
#define VIKT_API                 __attribute__((visibility("default")))
#define VIKT_MUST_CHECK          __attribute__((warn_unused_result))
#define VIKT_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define VIKT_API
#define VIKT_MUST_CHECK
#define VIKT_PRINTF(text, first)
#endif

#endif
