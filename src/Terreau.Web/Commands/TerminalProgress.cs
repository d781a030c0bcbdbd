using Terreau.Web.Imports.Actors;

namespace Terreau.Web.Commands;

/// <summary>How far an import has come, on one line of the terminal that is written over; beside the output.</summary>
internal sealed class TerminalProgress : IDisposable
{
    // Back to the first column, and the rest of the line wiped.
    private const string Over = "\r\u001b[K";

    private readonly ImportProgress progress;
    private readonly TextWriter? line;

    private TerminalProgress(ImportProgress progress, TextWriter? line)
    {
        (this.progress, this.line) = (progress, line);
        if (line is not null) progress.Said += Show;
    }

    /// <summary>Nothing is written where no terminal reads.</summary>
    public static TerminalProgress Follow(ImportProgress progress) => On(progress, Console.IsErrorRedirected ? null : Console.Error);

    public static TerminalProgress On(ImportProgress progress, TextWriter? line) => new(progress, line);

    public void Dispose()
    {
        if (line is null) return;
        progress.Said -= Show;
        line.Write(Over);
    }

    private void Show(ImportStand stand) => line!.Write(Over + stand.InWords);
}
