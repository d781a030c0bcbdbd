using System.CommandLine;
using Terreau.Bench;

// Each area of the bench is a verb; `./bench` alone runs them all in turn.
var root = new RootCommand("Ce que Terreau mesure, et à côté de quoi.");
root.Add(PagesBench.Verb());
return root.Parse(args).Invoke();
