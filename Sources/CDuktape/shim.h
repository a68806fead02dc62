#pragma once
#include <duktape.h>

// Parts of Duktape's API are C macros, which Swift does not import: the few that are needed, as functions.

static inline duk_context *asimov_duk_create_heap(void) { return duk_create_heap_default(); }

static inline duk_int_t asimov_duk_peval_lstring(duk_context *context, const char *source, size_t length) {
  return duk_peval_lstring(context, source, length);
}

static inline const char *asimov_duk_safe_to_string(duk_context *context, duk_idx_t index) {
  return duk_safe_to_string(context, index);
}
