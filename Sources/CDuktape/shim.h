#pragma once
#include <duktape.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// A JavaScript engine that cannot take the process down: every script runs in a protected call, and what Duktape calls
// a fatal error, after which its heap is lost, comes back as an error too. Errors jump over C frames only, never over
// Swift's. (Much of Duktape's API is C macros, which Swift does not import.)

typedef struct asimov_engine {
  duk_context *context;
  jmp_buf fatal;
  const char *fatal_message;
} asimov_engine;

/// One call of a global function of a string and a boolean, or, without a name, the evaluation of a script.
typedef struct asimov_request {
  const char *function;
  const char *text;
  size_t length;
  int flag;
} asimov_request;

static void asimov_engine_fatal(void *user_data, const char *message) {
  asimov_engine *engine = (asimov_engine *)user_data;
  engine->context = NULL;
  engine->fatal_message = message ? message : "fatal error";
  longjmp(engine->fatal, 1);
}

static duk_ret_t asimov_engine_serve(duk_context *context, void *user_data) {
  asimov_request *request = (asimov_request *)user_data;
  if (request->function) {
    duk_get_global_string(context, request->function);
    duk_push_lstring(context, request->text, request->length);
    duk_push_boolean(context, (duk_bool_t)request->flag);
    duk_call(context, 2);
  } else {
    duk_eval_lstring(context, request->text, request->length);
  }
  duk_to_string(context, -1);
  return 1;
}

/// NULL where memory is short.
static inline asimov_engine *asimov_engine_create(void) {
  asimov_engine *engine = (asimov_engine *)calloc(1, sizeof(asimov_engine));
  if (!engine) return NULL;
  if (setjmp(engine->fatal) == 0) engine->context = duk_create_heap(NULL, NULL, NULL, engine, asimov_engine_fatal);
  if (engine->context) return engine;
  free(engine);
  return NULL;
}

/// Leaks the heap after a fatal error: nothing of Duktape may be called on it any more.
static inline void asimov_engine_destroy(asimov_engine *engine) {
  if (engine->context && setjmp(engine->fatal) == 0) duk_destroy_heap(engine->context);
  free(engine);
}

/// Returns whether it went well. The text of the result, or of the error, is valid until `asimov_engine_release`.
static inline int asimov_engine_run(
    asimov_engine *engine, asimov_request request, const char **text, size_t *length) {
  *text = "";
  *length = 0;
  if (engine->context && setjmp(engine->fatal) == 0) {
    int failed = duk_safe_call(engine->context, asimov_engine_serve, &request, 0, 1) != DUK_EXEC_SUCCESS;
    *text = duk_safe_to_lstring(engine->context, -1, length);
    return !failed;
  }
  if (engine->fatal_message) {
    *text = engine->fatal_message;
    *length = strlen(engine->fatal_message);
  }
  return 0;
}

static inline void asimov_engine_release(asimov_engine *engine) {
  if (engine->context && setjmp(engine->fatal) == 0 && duk_get_top(engine->context) > 0) duk_pop(engine->context);
}
