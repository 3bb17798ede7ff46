const { requestor } = require("./dist/main.js");

requestor(process.env.SIMULATOR, fetch).then(console.log);
