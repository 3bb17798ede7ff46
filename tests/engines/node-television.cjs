/** The television in Node: `node node-television.cjs URL ENTRY`, where an entry is what a program requires. */
var http = require("http");
var television = require("./television.js");

var url = process.argv[2];
var entry = process.argv[3];

/** The globals that a host has to bring where the platform has it not. */
var world = {};
if (typeof fetch === "undefined") {
  world.fetch = function (address, request) {
    return send(address, request.method, request.headers, request.body);
  };
}
if (typeof TextEncoder === "undefined" && require("util").TextEncoder !== undefined) {
  global.TextEncoder = require("util").TextEncoder;
  global.TextDecoder = require("util").TextDecoder;
}
if (typeof atob === "undefined") {
  global.atob = function (text) {
    return Buffer.from(text, "base64").toString("latin1");
  };
}
if (typeof performance === "undefined") {
  world.now = function () {
    var time = process.hrtime();
    return { monotonic: time[0] * 1000 + time[1] / 1e6, unix: Date.now(), random: Math.floor(Math.random() * 4294967296) };
  };
}

function send(address, method, headers, body) {
  return new Promise(function (resolve, reject) {
    var parts = /^http:\/\/([^:/]+):(\d+)(.*)$/.exec(address);
    var options = { hostname: parts[1], port: parts[2], path: parts[3], method: method, headers: headers };
    var request = http.request(options, function (response) {
      var chunks = [];
      response.on("data", function (chunk) {
        chunks.push(chunk);
      });
      response.on("end", function () {
        var bytes = new Uint8Array(Buffer.concat(chunks));
        resolve({
          status: response.statusCode,
          arrayBuffer: function () {
            return Promise.resolve(bytes.buffer);
          },
        });
      });
    });
    request.on("error", reject);
    request.end(body === null ? undefined : body);
  });
}

function tell(kind, what) {
  var words = JSON.stringify({ kind: kind, what: what });
  return send(url + "/tell?" + encodeURIComponent(entry), "POST", { "content-length": Buffer.byteLength(words) }, words);
}

try {
  television(require(entry), url, process.version + entry, world, tell);
} catch (error) {
  tell("end", String(error));
}
