/**
 * A television that signs in by code, in JavaScript that every engine of the ladder reads. `tell` hands what happened to
 * the ladder, and settles when that has been dealt with: the code has then been typed, and the viewer has signed in.
 */
function television(tvpass, baseUrl, id, world, tell) {
  var app = {
    baseUrl: baseUrl,
    serviceProvider: "REF30",
    softwareStatement: "demo.software.statement",
    device: {
      id: id,
      info: { model: "Ladder", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" },
    },
    showCode: function (shown) {
      return tell("code", shown.code);
    },
  };
  for (var name in world) {
    app[name] = world[name];
  }
  return tvpass
    .load()
    .then(function () {
      app.installation = tvpass.Installation.open(app);
      return tvpass.signIn(app);
    })
    .then(
      function (outcome) {
        return tell("end", outcome.kind === "signed_in" ? "signed in at " + outcome.profile.mvpd : outcome.kind);
      },
      function (error) {
        return tell("end", String(error));
      }
    );
}

if (typeof module === "object") {
  module.exports = television;
}
