// A list of actors as the barest server gives it: the same rows of the same file, in the order of an index, counted once; no facet,
// no audience, no check of what is asked.
import Database from "better-sqlite3";
import express from "express";

const database = new Database(process.argv[2], { readonly: true });
const total = database.prepare("SELECT count(*) FROM Organisations WHERE Status = 'Published'").pluck().get();
const items = database.prepare("SELECT * FROM Organisations WHERE Status = 'Published' ORDER BY Slug LIMIT ? OFFSET ?");

const app = express();
app.get("/acteurs", (request, response) => {
  const limit = Number(request.query.limit);
  response.json({ total, items: items.all(limit, (Number(request.query.page) - 1) * limit) });
});
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit()).resume();
