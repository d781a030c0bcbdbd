using System.Text;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Features.Directory.Editing;

/// <summary>"Signaler une erreur": keeps what a visitor says is wrong, once, and gives a reference to quote.</summary>
internal sealed class ErrorReporting(TerreauDb db, TimeProvider clock)
{
    public const int MaxLength = ErrorReport.MaxLength;
    private const int ShortestMessage = 10;

    // A form sent twice by a double click or a reload within this time is one report.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    public Task<string?> NameOfActorAsync(string slug, CancellationToken cancel)
        => db.Organisations.Published().Where(actor => actor.Slug == slug).Select(actor => actor.Name).FirstOrDefaultAsync(cancel);

    /// <summary>The message with line ends of one kind, without controls a database may refuse.</summary>
    public static string Cleaned(string? message)
    {
        var text = (message ?? "").ReplaceLineEndings("\n").Trim();
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n' || !Rune.IsControl(rune)) builder.Append(rune.ToString());
        }
        return builder.ToString();
    }

    /// <summary>Why the message cannot be taken, as a sentence; null when it can.</summary>
    public static string? Refusal(string message) => message.Length switch
    {
        0 => "Écrivez ce qui est faux ou ce qui manque.",
        < ShortestMessage => "Donnez un peu plus de détails : quelques mots suffisent.",
        > MaxLength => $"Votre message dépasse {MaxLength} caractères : raccourcissez-le.",
        _ => null,
    };

    /// <returns>The reference to quote.</returns>
    public async Task<string> SendAsync(string page, string message, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now - Again;
        var same = await db.ErrorReports.AsNoTracking()
            .Where(report => report.Page == page && report.Message == message && report.ReportedAt >= since)
            .FirstOrDefaultAsync(cancel);
        if (same is not null) return ReferenceOf(same);
        var report = new ErrorReport { Page = page, Message = message, ReportedAt = now };
        db.Add(report);
        await db.SaveAsync(Act.ByVisitor(clock, "signaler une erreur", page), cancel);
        return ReferenceOf(report);
    }

    /// <summary>The end of the report's identity, which is random: "S-1A2B3C4D".</summary>
    public static string ReferenceOf(ErrorReport report) => "S-" + report.Id.ToString("N")[^8..].ToUpperInvariant();

    public static bool IsReference(string? text)
        => text is { Length: 10 } && text.StartsWith("S-", StringComparison.Ordinal) && text[2..].All(char.IsAsciiHexDigitUpper);
}
