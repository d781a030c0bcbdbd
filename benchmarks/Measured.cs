using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Terreau.Bench;

/// <summary>
/// docs/measured.md: between the two marks of each verb stands what that verb printed, under the day, the code and the machine of
/// its run. Only the bench writes there; the words around are written by hand.
/// </summary>
internal static class Measured
{
    private static string Document => Path.Combine(BenchSite.Root, "docs", "measured.md");

    public static Option<bool> Asked { get; } = new("--write")
    {
        Description = "Write what is printed into docs/measured.md as well", Recursive = true,
    };

    /// <summary>Runs a verb and, once it has measured to its end, writes its section.</summary>
    public static async Task<int> RunAsync(ParseResult verb, CancellationToken cancel)
    {
        var (terminal, kept) = (Console.Out, new StringWriter());
        Console.SetOut(new Twice(terminal, kept));
        int code;
        try { code = await verb.InvokeAsync(cancellationToken: cancel); }
        finally { Console.SetOut(terminal); }
        var text = kept.ToString().Trim();
        if (code != 0 || !text.Contains("|--", StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync($"{verb.CommandResult.Command.Name}: no table, nothing is written.");
            return code;
        }
        var asked = string.Join(' ', verb.Tokens.Select(token => token.Value).Where(word => word != Asked.Name));
        await WriteAsync(verb.CommandResult.Command.Name, $"{await RunOfAsync(asked)}\n\n{text}", cancel);
        return 0;
    }

    /// <summary>Puts a text in the place of what stands between two marks.</summary>
    internal static string Replaced(string document, string verb, string text)
    {
        var (open, close) = ($"<!-- bench {verb} -->\n", $"\n<!-- end {verb} -->");
        var from = document.IndexOf(open, StringComparison.Ordinal);
        var to = from < 0 ? -1 : document.IndexOf(close, from, StringComparison.Ordinal);
        if (to < 0) throw new InvalidOperationException($"docs/measured.md has no marks of {verb}.");
        return string.Concat(document.AsSpan(0, from + open.Length), text, document.AsSpan(to));
    }

    private static async Task WriteAsync(string verb, string text, CancellationToken cancel)
        => await File.WriteAllTextAsync(Document, Replaced(await File.ReadAllTextAsync(Document, cancel), verb, text), cancel);

    private static async Task<string> RunOfAsync(string asked)
    {
        var commit = await GitAsync("rev-parse", "--short", "HEAD");
        var changed = (await GitAsync("status", "--porcelain", "--", "src", "benchmarks")).Length > 0 ? ", changed" : "";
        var load = OperatingSystem.IsLinux() ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"*`./bench {asked}`, {DateTime.UtcNow:yyyy-MM-dd}, commit {commit}{changed}, {Environment.ProcessorCount} cores, load {load} at the end.*");
    }

    private static async Task<string> GitAsync(params string[] arguments)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", arguments) { WorkingDirectory = BenchSite.Root, RedirectStandardOutput = true })!;
        var text = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return text.Trim();
    }

    private sealed class Twice(TextWriter one, TextWriter other) : TextWriter
    {
        public override Encoding Encoding => one.Encoding;

        public override void Write(char value)
        {
            one.Write(value);
            other.Write(value);
        }

        public override void Write(string? value)
        {
            one.Write(value);
            other.Write(value);
        }
    }
}
