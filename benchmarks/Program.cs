using System.CommandLine;
using System.Diagnostics;
using Terreau.Bench;

// Each area of the bench is a verb; without one they all run in turn.
var root = new RootCommand("What Terreau measures, and beside what.") { Measured.Asked };
root.Add(PagesBench.Verb());
root.Add(SearchBench.Verb());
root.Add(SearchQualityBench.Verb());
root.Add(OrientationBench.Verb());
root.Add(OrientationQualityBench.Verb());
root.Add(DuplicatesBench.Verb());
root.Add(AccountsBench.Verb());
root.Add(ImportsBench.Verb());
root.Add(WorkbooksBench.Verb());
root.Add(HostileBench.Verb());
root.Add(SireneBench.Verb());
root.SetAction(async (parsed, cancel) =>
{
    var failed = 0;
    foreach (var verb in root.Subcommands)
    {
        Console.WriteLine($"{Environment.NewLine}## {verb.Name}: {verb.Description}{Environment.NewLine}");
        var start = Stopwatch.GetTimestamp();
        if (await RunAsync(root.Parse(parsed.GetValue(Measured.Asked) ? [verb.Name, Measured.Asked.Name] : [verb.Name]), cancel) != 0)
            failed++;
        await Console.Error.WriteLineAsync($"{verb.Name}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
    }
    return failed;
});
var asked = root.Parse(args);
return asked.CommandResult.Command == root ? await asked.InvokeAsync() : await RunAsync(asked, CancellationToken.None);

static Task<int> RunAsync(ParseResult verb, CancellationToken cancel)
    => verb.GetValue(Measured.Asked) ? Measured.RunAsync(verb, cancel) : verb.InvokeAsync(cancellationToken: cancel);
