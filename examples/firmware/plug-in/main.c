/* A host for plug-ins: loads them, has one after the other do each thing, and shows what they say. */
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "plug_in.h"

#define MOST_PLUG_INS 4

static struct {
  pthread_mutex_t lock;
  pthread_cond_t bell;
  int is_running;
  int is_success;
} state = {.lock = PTHREAD_MUTEX_INITIALIZER, .bell = PTHREAD_COND_INITIALIZER};

static void notify(void *self, const char *event, const char *text, uint32_t length) {
  const tvpass_string string = {text, length};
  (void)self;
  output_tell(event, string);
}

static void completed(void *self, const char *call_sign, const char *method, int is_success) {
  (void)self;
  (void)printf("%s: %s %s\n", call_sign, method, is_success ? "succeeded" : "failed");
  (void)fflush(stdout);
  (void)pthread_mutex_lock(&state.lock);
  state.is_running = 0;
  state.is_success = is_success;
  (void)pthread_cond_broadcast(&state.bell);
  (void)pthread_mutex_unlock(&state.lock);
}

/* RTLD_GLOBAL is the harder case: whatever a plug-in shows is offered to the ones that come after it. */
static const plug_in *load(const char *file) {
  void *loaded = dlopen(file, RTLD_NOW | RTLD_GLOBAL);
  plug_in_entry_function *entry = NULL;
  if (loaded != NULL) {
    /* ISO C has no cast from an object to a function; POSIX has dlsym. */
    *(void **)&entry = dlsym(loaded, PLUG_IN_ENTRY);
  }
  if (entry == NULL) {
    (void)fprintf(stderr, "%s\n", dlerror());
    return NULL;
  }
  return entry();
}

/* Calls a method, and shows what goes on until it has ended. 0 if it fails. */
static int call(const plug_in *of, const char *method) {
  int is_success;
  (void)pthread_mutex_lock(&state.lock);
  state.is_running = 1;
  (void)pthread_mutex_unlock(&state.lock);
  if (!of->invoke(method)) {
    return 0;
  }
  (void)pthread_mutex_lock(&state.lock);
  while (state.is_running) {
    (void)pthread_cond_wait(&state.bell, &state.lock);
  }
  is_success = state.is_success;
  (void)pthread_mutex_unlock(&state.lock);
  return is_success;
}

/* One plug-in after the other: they speak for the same device, whose codes replace each other. */
static int all(const plug_in *const *plug_ins, unsigned count, const char *method) {
  unsigned index = 0;
  while (index < count && call(plug_ins[index], method)) {
    index++;
  }
  return index == count;
}

int main(int count, char **arguments) {
  static const plug_in_host host = {NULL, notify, completed};
  const plug_in *plug_ins[MOST_PLUG_INS];
  unsigned loaded = 0;
  unsigned index;
  int next = 1;
  int is_success;
  while (next < count && strncmp(arguments[next], "--", 2) != 0 && loaded < MOST_PLUG_INS) {
    plug_ins[loaded] = load(arguments[next++]);
    if (plug_ins[loaded] == NULL) {
      return EXIT_FAILURE;
    }
    loaded++;
  }
  /* A command line's first word is the program's name. */
  for (index = 0; index < loaded; index++) {
    if (!plug_ins[index]->initialize(&host, count - next + 1, arguments + next - 1)) {
      return EXIT_FAILURE;
    }
  }
  is_success = loaded > 0 && all(plug_ins, loaded, "signIn") && all(plug_ins, loaded, "authorize") &&
               all(plug_ins, loaded, "logout");
  for (index = 0; index < loaded; index++) {
    plug_ins[index]->deinitialize();
  }
  return is_success ? EXIT_SUCCESS : EXIT_FAILURE;
}
