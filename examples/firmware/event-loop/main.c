/* A television whose one thread never waits: requests go through libcurl in its event loop, and its picture goes on meanwhile. */
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "device.h"
#include "loop.h"
#include "options.h"
#include "output.h"
#include "state.h"
#include "television.h"
#include "transfer.h"

/* Numbers of timers. */
enum { OF_FLOW, OF_TRANSFERS, OF_PICTURE };

#define PICTURE_MILLIS 16

typedef struct set {
  television tv;
  options given;
  loop *loop;
  transfers *transfers;
  television_exchange exchange;
  uint64_t sent_at;
  int is_sending;
  /* Pictures that were drawn while a request was under way. */
  unsigned pictures;
  int status;
} set;

static tvpass_now set_now(void *self) {
  (void)self;
  return clock_now();
}

static void set_tell(void *self, const char *what, tvpass_string text) {
  (void)self;
  output_tell(what, text);
}

static int set_keep(void *self, tvpass_bytes saved) {
  return state_keep(((set *)self)->given.state, saved);
}

static void draw(void *self) {
  set *of = self;
  of->pictures += of->is_sending != 0;
  loop_at(of->loop, OF_PICTURE, clock_monotonic_millis() + PICTURE_MILLIS, draw, of);
}

static void finish(set *of, int status) {
  of->status = status;
  loop_end(of->loop);
}

static void go_on(set *of, const tvpass_event *event);

static void begin(set *of, const television_flow *flow) {
  const tvpass_event event = television_event(TVPASS_EVENT_KIND_START);
  if (television_begin(&of->tv, flow) != TVPASS_RESULT_OK) {
    finish(of, EXIT_FAILURE);
    return;
  }
  go_on(of, &event);
}

/* The next flow that was asked for, after one that ended well. */
static void ended(set *of) {
  television_tell_end(&of->tv);
  switch (of->tv.step.kind) {
    case TVPASS_STEP_KIND_SIGNED_IN:
    case TVPASS_STEP_KIND_GRANTED:
      if (of->given.watch != NULL) {
        begin(of, &television_authorize);
        return;
      }
      break;
    case TVPASS_STEP_KIND_PERMITTED:
    case TVPASS_STEP_KIND_SIGNED_OUT:
      break;
    default:
      finish(of, EXIT_FAILURE);
      return;
  }
  if (of->given.logout != NULL && of->tv.running != &television_logout) {
    begin(of, &television_logout);
    return;
  }
  finish(of, EXIT_SUCCESS);
}

static void answered(void *self, const tvpass_event *event, const char *cause) {
  set *of = self;
  of->is_sending = 0;
  of->exchange.http_status = cause == NULL ? event->http_status : 0;
  of->exchange.millis = clock_monotonic_millis() - of->sent_at;
  output_observe(&of->exchange, cause);
  go_on(of, event);
}

static void time_has_come(void *self) {
  const tvpass_event event = television_event(TVPASS_EVENT_KIND_TIMER);
  go_on(self, &event);
}

static int send_request(set *of) {
  const tvpass_request *request = &of->tv.step.content.request;
  of->exchange.method = request->method;
  of->exchange.target = request->target;
  of->exchange.attempt = 1;
  of->sent_at = clock_monotonic_millis();
  of->is_sending = transfer_start(of->transfers, of->given.base_url, request,
                                  television_buffer(of->tv.message, sizeof of->tv.message), answered, of);
  return of->is_sending;
}

/* One event after the other, as long as nothing has to be waited for. */
static void go_on(set *of, const tvpass_event *happened) {
  tvpass_event event = *happened;
  while (television_turn(&of->tv, &event) == TVPASS_RESULT_OK) {
    switch (of->tv.step.kind) {
      case TVPASS_STEP_KIND_SEND:
        if (send_request(of)) {
          return;
        }
        event = television_event(TVPASS_EVENT_KIND_NO_RESPONSE);
        break;
      case TVPASS_STEP_KIND_SLEEP:
      case TVPASS_STEP_KIND_AWAIT_OTHER:
        loop_at(of->loop, OF_FLOW, of->tv.step.content.until_millis, time_has_come, of);
        return;
      case TVPASS_STEP_KIND_AWAIT:
        return;
      default:
        if (of->tv.step.kind >= TVPASS_STEP_KIND_REGISTERED) {
          ended(of);
          return;
        }
        event = television_ask(&of->tv);
        break;
    }
  }
  finish(of, EXIT_FAILURE);
}

int main(int count, char **arguments) {
  static set only;
  const television_platform platform = {&only, set_now, set_tell, set_keep, NULL, NULL, NULL, NULL, NULL};
  television_settings settings;
  if (!options_parse(&only.given, "event-loop", count, arguments)) {
    return 2;
  }
  settings = options_settings(&only.given);
  only.loop = loop_make();
  only.transfers = transfers_make(only.loop, OF_TRANSFERS, only.given.ca_file);
  if (only.transfers == NULL || device_describe(&settings.app.headers, only.given.serial) != TVPASS_RESULT_OK ||
      television_start(&only.tv, &platform, &settings, state_kept(only.given.state)) != TVPASS_RESULT_OK) {
    (void)fputs("The television does not start\n", stderr);
    return EXIT_FAILURE;
  }
  draw(&only);
  begin(&only, &television_sign_in);
  loop_run(only.loop);
  transfers_free(only.transfers);
  (void)printf("Pictures drawn meanwhile: %s\n", only.pictures > 0 ? "yes" : "no");
  return only.status;
}
