/* A plug-in that signs in, asks to watch and logs out, each on a thread of its own, so that its host never waits. */
#include "plug_in.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "connection.h"
#include "device.h"
#include "options.h"
#include "state.h"
#include "television.h"

static struct {
  plug_in_host host;
  options given;
  connection *service;
  television tv;
  char call_sign[32];
  pthread_t thread;
  pthread_mutex_t lock;
  /* Rings when a method is called, and at the end. */
  pthread_cond_t bell;
  /* The method that was called; NULL where none is under way. */
  const char *method;
  int is_over;
} self = {.lock = PTHREAD_MUTEX_INITIALIZER};

static const struct {
  const char *name;
  const television_flow *flow;
} methods[] = {{"signIn", &television_sign_in}, {"authorize", &television_authorize}, {"logout", &television_logout}};

static int on_send(void *unused, tvpass_bytes message) {
  (void)unused;
  return connection_send(self.service, message);
}

static int32_t on_receive(void *unused, tvpass_buffer space) {
  (void)unused;
  return connection_receive(self.service, space);
}

static void on_close(void *unused) {
  (void)unused;
  connection_close(self.service);
}

static tvpass_now on_now(void *unused) {
  (void)unused;
  return clock_now();
}

static void on_tell(void *unused, const char *what, tvpass_string text) {
  (void)unused;
  self.host.notify(self.host.self, what, text.bytes, text.length);
}

static int on_keep(void *unused, tvpass_bytes saved) {
  (void)unused;
  return state_keep(self.given.state, saved);
}

/* Waits until then, or until the plug-in ends, which gives the flow up. */
static int on_wait(void *unused, uint64_t until_millis) {
  const struct timespec end = {(time_t)(until_millis / 1000), (long)(until_millis % 1000) * 1000000};
  int is_over;
  (void)unused;
  (void)pthread_mutex_lock(&self.lock);
  while (!self.is_over && pthread_cond_timedwait(&self.bell, &self.lock, &end) != ETIMEDOUT) {
  }
  is_over = self.is_over;
  (void)pthread_mutex_unlock(&self.lock);
  return !is_over;
}

static int is_success(uint32_t end) {
  return end == TVPASS_STEP_KIND_SIGNED_IN || end == TVPASS_STEP_KIND_GRANTED || end == TVPASS_STEP_KIND_PERMITTED ||
         end == TVPASS_STEP_KIND_SIGNED_OUT;
}

/* Runs one method. */
static void run(const char *method) {
  size_t index = 0;
  int is_done;
  while (strcmp(methods[index].name, method) != 0) {
    index++;
  }
  is_done = is_success(television_run(&self.tv, methods[index].flow));
  (void)pthread_mutex_lock(&self.lock);
  self.method = NULL;
  (void)pthread_mutex_unlock(&self.lock);
  self.host.completed(self.host.self, self.call_sign, method, is_done);
}

static void *work(void *unused) {
  (void)unused;
  for (;;) {
    const char *method;
    (void)pthread_mutex_lock(&self.lock);
    while (self.method == NULL && !self.is_over) {
      (void)pthread_cond_wait(&self.bell, &self.lock);
    }
    method = self.is_over ? NULL : self.method;
    (void)pthread_mutex_unlock(&self.lock);
    if (method == NULL) {
      return NULL;
    }
    run(method);
  }
}

/* A bell whose times are those of the monotonic clock. */
static int make_bell(void) {
  pthread_condattr_t kind;
  int is_made = pthread_condattr_init(&kind) == 0;
  is_made = is_made && pthread_condattr_setclock(&kind, CLOCK_MONOTONIC) == 0;
  return is_made && pthread_cond_init(&self.bell, &kind) == 0;
}

static int initialize(const plug_in_host *host, int count, char **words) {
  const television_platform platform = {NULL,    on_now,     on_tell,  on_keep, NULL,
                                        on_send, on_receive, on_close, on_wait};
  television_settings settings;
  tvpass_base_url service;
  self.host = *host;
  if (!options_parse(&self.given, "plug-in", count, words)) {
    return 0;
  }
  settings = options_settings(&self.given);
  if (tvpass_base_url_parse(settings.app.base_url, &service, NULL) != TVPASS_RESULT_OK ||
      device_describe(&settings.app.headers, self.given.serial) != TVPASS_RESULT_OK) {
    return 0;
  }
  self.service = connection_to(&service, self.given.ca_file);
  return self.service != NULL && make_bell() &&
         television_start(&self.tv, &platform, &settings, state_kept(self.given.state)) == TVPASS_RESULT_OK &&
         pthread_create(&self.thread, NULL, work, NULL) == 0;
}

static int invoke(const char *method) {
  size_t index = 0;
  int is_taken;
  while (index < sizeof methods / sizeof methods[0] && strcmp(methods[index].name, method) != 0) {
    index++;
  }
  if (index == sizeof methods / sizeof methods[0]) {
    return 0;
  }
  (void)pthread_mutex_lock(&self.lock);
  is_taken = self.method == NULL && !self.is_over;
  if (is_taken) {
    self.method = methods[index].name;
    (void)pthread_cond_broadcast(&self.bell);
  }
  (void)pthread_mutex_unlock(&self.lock);
  return is_taken;
}

static void deinitialize(void) {
  (void)pthread_mutex_lock(&self.lock);
  self.is_over = 1;
  (void)pthread_cond_broadcast(&self.bell);
  (void)pthread_mutex_unlock(&self.lock);
  (void)pthread_join(self.thread, NULL);
  connection_close(self.service);
  tvpass_wipe(television_buffer(self.tv.memory, sizeof self.tv.memory));
}

/* Shown to the host, where everything else of a plug-in is hidden. */
__attribute__((visibility("default"))) const plug_in *plug_in_entry(void);

const plug_in *plug_in_entry(void) {
  static plug_in made = {NULL, initialize, invoke, deinitialize};
  const uint32_t version = tvpass_version();
  (void)snprintf(self.call_sign, sizeof self.call_sign, "tvpass %u.%u.%u", (unsigned)(version >> 16 & 0xff),
                 (unsigned)(version >> 8 & 0xff), (unsigned)(version & 0xff));
  made.call_sign = self.call_sign;
  return &made;
}
