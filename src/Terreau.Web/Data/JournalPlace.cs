using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Terreau.Web.Data;

/// <summary>
/// A place in the journal of one database. What is made of the journal up to there keeps it, and asks later whether the journal still
/// says so: a number alone is as good in any other database, or in an older copy of this one.
/// </summary>
/// <param name="Position">The number of the last line; 0 before the first.</param>
/// <param name="Mark">Which database, and what that line says.</param>
internal readonly record struct JournalPlace(long Position, string Mark = "")
{
    /// <summary>A place that is compared with nothing, such as that of an index without database.</summary>
    public static implicit operator JournalPlace(long position) => new(position);

    /// <summary>The place after a line; null where the journal has no such line.</summary>
    public static async Task<JournalPlace?> AtAsync(TerreauDb db, long position, CancellationToken cancel)
    {
        var database = await DatabaseMark.OfAsync(db, cancel);
        if (position == 0) return new(0, Marked(database, []));
        return await db.Journal.AsNoTracking().FirstOrDefaultAsync(line => line.Id == position, cancel) is { } line
            ? new(position, Marked(database, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(line)))) : null;
    }

    public static async Task<JournalPlace> EndAsync(TerreauDb db, CancellationToken cancel)
    {
        // What retention or an operator takes away between the two questions leaves the line before it.
        while (true)
        {
            var last = await db.Journal.Select(line => (long?)line.Id).MaxAsync(cancel) ?? 0;
            if (await AtAsync(db, last, cancel) is { } end) return end;
        }
    }

    /// <returns>Null when the journal says at this place what it said; else what has become of it, for the log.</returns>
    public static async Task<string?> DisagreesAsync(TerreauDb db, JournalPlace kept, CancellationToken cancel)
    {
        var now = await AtAsync(db, kept.Position, cancel);
        if (now == kept) return null;
        if (now is not { } there) return $"it stands at line {kept.Position}, which the journal does not have";
        return there.Mark.Split(Between)[0] == kept.Mark.Split(Between)[0]
            ? $"line {kept.Position} of the journal is another one" : "it was made of another database";
    }

    private const char Between = '/';

    private static string Marked(Guid? database, byte[] line)
        => string.Create(CultureInfo.InvariantCulture, $"{database:N}{Between}{Convert.ToHexStringLower(line)}");
}
