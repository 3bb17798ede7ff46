#include "box.h"

#include <stdio.h>
#include <time.h>

#include "clock.h"
#include "device.h"
#include "output.h"
#include "state.h"

static int box_send(void *self, tvpass_bytes message) {
  return connection_send(((box *)self)->service, message);
}

static int32_t box_receive(void *self, tvpass_buffer space) {
  return connection_receive(((box *)self)->service, space);
}

static void box_close(void *self) {
  connection_close(((box *)self)->service);
}

static tvpass_now box_now(void *self) {
  (void)self;
  return clock_now();
}

static int box_wait(void *self, uint64_t until_millis) {
  const uint64_t now = clock_monotonic_millis();
  struct timespec time;
  (void)self;
  if (until_millis > now) {
    time.tv_sec = (time_t)((until_millis - now) / 1000);
    time.tv_nsec = (long)((until_millis - now) % 1000) * 1000000;
    (void)nanosleep(&time, NULL);
  }
  return 1;
}

static void box_tell(void *self, const char *what, tvpass_string text) {
  (void)self;
  output_tell(what, text);
}

static int box_keep(void *self, tvpass_bytes saved) {
  return state_keep(((box *)self)->state, saved);
}

static void box_observe(void *self, const television_exchange *exchange) {
  output_observe(exchange, exchange->result == TVPASS_RESULT_OK ? NULL : connection_cause(((box *)self)->service));
}

int box_start(box *self, television *tv, const options *given) {
  const television_platform platform = {self,     box_now,     box_tell,  box_keep, box_observe,
                                        box_send, box_receive, box_close, box_wait};
  television_settings settings = options_settings(given);
  tvpass_base_url service;
  if (tvpass_base_url_parse(settings.app.base_url, &service, NULL) != TVPASS_RESULT_OK ||
      device_describe(&settings.app.headers, given->serial) != TVPASS_RESULT_OK) {
    (void)fputs("The base URL is none\n", stderr);
    return 0;
  }
  self->service = connection_to(&service, given->ca_file);
  self->state = given->state;
  if (self->service == NULL || television_start(tv, &platform, &settings, state_kept(given->state)) != TVPASS_RESULT_OK) {
    (void)fputs("There is no connection to be had\n", stderr);
    return 0;
  }
  return 1;
}
