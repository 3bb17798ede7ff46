const { requestor } = require("./call.cjs");

requestor(process.env.SIMULATOR).then(console.log);
