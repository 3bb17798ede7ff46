#include "television.h"

#include <stddef.h>

static tvpass_buffer buffer_of(uint8_t *bytes, uint32_t capacity) {
  tvpass_buffer buffer;
  buffer.bytes = bytes;
  buffer.capacity = capacity;
  return buffer;
}

tvpass_string television_text(const char *text) {
  tvpass_string string = {text, 0};
  while (text != NULL && text[string.length] != '\0') {
    string.length++;
  }
  return string;
}

static void tell(television *tv, const char *what, tvpass_string text) {
  tv->platform.tell(tv->platform.self, what, text);
}

/* A text of an answer that has escapes is resolved in the request's buffer, which no step uses while a viewer is told. */
static void tell_text(television *tv, const char *what, const tvpass_text *text) {
  tvpass_string string = {(const char *)tv->request, 0};
  if (tvpass_text_copy(text, buffer_of(tv->request, sizeof tv->request), &string.length, NULL) == TVPASS_RESULT_OK) {
    tell(tv, what, string);
  }
}

/* Saves between a decision and its step: a registration that was lost would cost the viewer the sign-in. A state that could
 * not be saved stays unsaved, and is tried again at the next decision. */
static void keep(television *tv) {
  const uint32_t revision = tvpass_installation_revision(&tv->installation);
  tvpass_bytes saved;
  tvpass_result result;
  if (!tvpass_installation_is_unsaved(&tv->installation)) {
    return;
  }
  result = tvpass_installation_save(&tv->installation, &tv->settings.app, buffer_of(tv->saved, sizeof tv->saved),
                                    &saved, NULL);
  if (result == TVPASS_RESULT_OK && tv->platform.keep(tv->platform.self, saved)) {
    (void)tvpass_installation_mark_saved(&tv->installation, revision);
  } else {
    tell(tv, "The registration could not be kept", tvpass_result_text(result));
  }
}

static tvpass_result receive(television *tv, tvpass_http_response *response) {
  const tvpass_buffer message = buffer_of(tv->message, sizeof tv->message);
  tvpass_http_reader reader;
  tvpass_result result = tvpass_http_reader_init(&reader);
  while (result == TVPASS_RESULT_OK || result == TVPASS_RESULT_MORE) {
    tvpass_buffer space;
    int32_t count;
    result = tvpass_http_reader_space(&reader, message, &space);
    if (result != TVPASS_RESULT_OK) {
      break;
    }
    count = tv->platform.receive(tv->platform.self, space);
    if (count < 0) {
      return TVPASS_RESULT_HTTP_TRUNCATED;
    }
    result = tvpass_http_reader_received(&reader, message, (uint32_t)count, response, NULL);
    if (result == TVPASS_RESULT_OK) {
      return result;
    }
  }
  return result;
}

/* One request and its response. The message that goes out and the one that comes in share their memory. */
static tvpass_result exchange(television *tv, tvpass_http_response *response) {
  tvpass_bytes message;
  tvpass_result result =
      tvpass_http_request_write(tv->settings.app.base_url, &tv->step.content.request, TVPASS_CONNECTION_KEEP_ALIVE,
                                buffer_of(tv->message, sizeof tv->message), &message, NULL);
  if (result != TVPASS_RESULT_OK) {
    return result;
  }
  if (!tv->platform.send(tv->platform.self, message)) {
    tv->platform.close(tv->platform.self);
    return TVPASS_RESULT_HTTP_CLOSED;
  }
  result = receive(tv, response);
  if (result != TVPASS_RESULT_OK || !response->is_reusable) {
    tv->platform.close(tv->platform.self);
  }
  return result;
}

static tvpass_event event_of(uint32_t kind) {
  tvpass_event event = {0, 0, 0, {NULL, 0}, {NULL, 0}, NULL};
  event.kind = kind;
  return event;
}

static tvpass_event send(television *tv) {
  tvpass_event event = event_of(TVPASS_EVENT_KIND_RESPONSE);
  tvpass_http_response response;
  const tvpass_result result = exchange(tv, &response);
  if (result == TVPASS_RESULT_OK) {
    event.http_status = response.status;
    event.body = response.body;
    return event;
  }
  tell(tv, "No answer", tvpass_result_text(result));
  return event_of(result == TVPASS_RESULT_HTTP_TOO_LARGE ? TVPASS_EVENT_KIND_RESPONSE_TOO_LARGE
                                                          : TVPASS_EVENT_KIND_NO_RESPONSE);
}

/* Does what a step wants. The event that comes of it. */
static tvpass_event act(television *tv) {
  tvpass_string url;
  uint32_t index = 0;
  switch (tv->step.kind) {
    case TVPASS_STEP_KIND_SEND:
      return send(tv);
    case TVPASS_STEP_KIND_SLEEP:
    case TVPASS_STEP_KIND_AWAIT_OTHER:
      tv->platform.wait(tv->platform.self, tv->step.content.until_millis);
      return event_of(TVPASS_EVENT_KIND_TIMER);
    case TVPASS_STEP_KIND_SHOW_CODE:
      tell(tv, "Code", tv->step.content.code.code);
      tell(tv, "Page", tv->step.content.code.authenticate_url);
      return event_of(TVPASS_EVENT_KIND_SHOWN);
    case TVPASS_STEP_KIND_CODE_EXPIRED:
      tell(tv, "The code has expired", television_text(NULL));
      return event_of(TVPASS_EVENT_KIND_NEW_CODE);
    case TVPASS_STEP_KIND_CODE_REPLACED:
      tell(tv, "Another program of this device has taken the code's place", television_text(NULL));
      return event_of(TVPASS_EVENT_KIND_NEW_CODE);
    case TVPASS_STEP_KIND_OPEN_URLS:
      while (tvpass_urls_get(&tv->step.content.urls, index++, &url) == TVPASS_RESULT_OK) {
        tell(tv, "Open", url);
      }
      return event_of(TVPASS_EVENT_KIND_USER_AGENT_RETURNED);
    case TVPASS_STEP_KIND_SIGN_OUT_AT_PARTNER:
      tell(tv, "Sign out in the settings, too", television_text(NULL));
      return event_of(TVPASS_EVENT_KIND_SHOWN);
    default:
      /* A question that a television which shows a code is never asked. */
      return event_of(TVPASS_EVENT_KIND_CANCEL);
  }
}

static tvpass_result begin(television *tv, television_flow flow) {
  const tvpass_sign_in_arguments *sign_in = &tv->settings.sign_in;
  switch (flow) {
    case TELEVISION_SIGN_IN:
      return tvpass_sign_in_init(&tv->flow.sign_in, sign_in, NULL);
    case TELEVISION_AUTHORIZE:
      return tvpass_authorization_init(&tv->flow.authorization, tv->settings.resource, sign_in->mvpd, NULL);
    default:
      return tvpass_logout_init(&tv->flow.logout, sign_in->mvpd, sign_in->redirect_url, NULL);
  }
}

static tvpass_result handle(television *tv, television_flow flow, const tvpass_event *event) {
  const tvpass_app *app = &tv->settings.app;
  const tvpass_now now = tv->platform.now(tv->platform.self);
  switch (flow) {
    case TELEVISION_SIGN_IN:
      return tvpass_sign_in_handle(&tv->flow.sign_in, app, &tv->installation, &now, event, NULL);
    case TELEVISION_AUTHORIZE:
      return tvpass_authorization_handle(&tv->flow.authorization, app, &tv->installation, &now, event, NULL);
    default:
      return tvpass_logout_handle(&tv->flow.logout, app, &tv->installation, &now, event, NULL);
  }
}

static tvpass_result write_step(television *tv, television_flow flow) {
  const tvpass_app *app = &tv->settings.app;
  const tvpass_buffer buffer = buffer_of(tv->request, sizeof tv->request);
  switch (flow) {
    case TELEVISION_SIGN_IN:
      return tvpass_sign_in_step(&tv->flow.sign_in, app, &tv->installation, buffer, &tv->step, NULL);
    case TELEVISION_AUTHORIZE:
      return tvpass_authorization_step(&tv->flow.authorization, app, &tv->installation, buffer, &tv->step, NULL);
    default:
      return tvpass_logout_step(&tv->flow.logout, app, &tv->installation, buffer, &tv->step, NULL);
  }
}

/* Decide, save, write. */
static tvpass_result turn(television *tv, television_flow flow, const tvpass_event *event) {
  const tvpass_result result = handle(tv, flow, event);
  if (result != TVPASS_RESULT_OK) {
    return result;
  }
  keep(tv);
  return write_step(tv, flow);
}

static void tell_profile(television *tv, const tvpass_profile *profile) {
  tvpass_attribute_cursor cursor;
  tvpass_attribute attribute;
  tell_text(tv, "Signed in at", &profile->mvpd);
  if (tvpass_attributes_begin(&profile->attributes, &cursor) != TVPASS_RESULT_OK) {
    return;
  }
  while (tvpass_attributes_next(&cursor, &attribute) == TVPASS_RESULT_OK) {
    tell_text(tv, "Attribute", &attribute.name);
  }
}

static void tell_stop(television *tv, const tvpass_stop *stop) {
  tell(tv, "Stopped", tvpass_result_text(stop->failure.result));
  tell_text(tv, "Code of the error", &stop->failure.error.code);
  tell_text(tv, "Trace", &stop->failure.error.trace);
}

static void tell_end(television *tv) {
  switch (tv->step.kind) {
    case TVPASS_STEP_KIND_SIGNED_IN:
      tell_profile(tv, &tv->step.content.signed_in.profile);
      break;
    case TVPASS_STEP_KIND_PERMITTED:
      tell_text(tv, "May watch", &tv->step.content.decision.resource);
      break;
    case TVPASS_STEP_KIND_DENIED:
      tell_text(tv, "May not watch", &tv->step.content.decision.resource);
      tell_text(tv, "Because", &tv->step.content.decision.error.details);
      break;
    case TVPASS_STEP_KIND_SIGNED_OUT:
      tell(tv, "Logged out", television_text(NULL));
      break;
    case TVPASS_STEP_KIND_SIGN_IN_NEEDED:
      tell(tv, "Nobody is signed in", television_text(NULL));
      break;
    case TVPASS_STEP_KIND_STOP:
      tell_stop(tv, &tv->step.content.stop);
      break;
    default:
      tell(tv, "Go on with decisions", television_text(NULL));
      break;
  }
}

tvpass_result television_start(television *tv, const television_platform *platform,
                               const television_settings *settings, tvpass_bytes saved) {
  tvpass_result result;
  tv->platform = *platform;
  tv->settings = *settings;
  result = tvpass_installation_init(&tv->installation, buffer_of(tv->memory, sizeof tv->memory), NULL);
  if (result == TVPASS_RESULT_OK && saved.length > 0) {
    const tvpass_result restored =
        tvpass_installation_restore(&tv->installation, &tv->settings.app, saved, NULL);
    if (restored != TVPASS_RESULT_OK) {
      tell(tv, "What was kept is not taken up", tvpass_result_text(restored));
    }
  }
  return result;
}

uint32_t television_run(television *tv, television_flow flow) {
  tvpass_event event = event_of(TVPASS_EVENT_KIND_START);
  tvpass_result result = begin(tv, flow);
  while (result == TVPASS_RESULT_OK) {
    result = turn(tv, flow, &event);
    if (result != TVPASS_RESULT_OK || tv->step.kind >= TVPASS_STEP_KIND_REGISTERED) {
      break;
    }
    event = act(tv);
  }
  if (result != TVPASS_RESULT_OK) {
    tell(tv, "Called with wrong arguments", tvpass_result_text(result));
    return TVPASS_STEP_KIND_STOP;
  }
  tell_end(tv);
  return tv->step.kind;
}
