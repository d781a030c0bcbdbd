using System.Text.Json;
using Terreau.Web.Backups.Copies;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups.Archives;

/// <summary>What an archive says of itself, in its last file: what a restored territory is compared with.</summary>
/// <param name="Format">Grows when what is written here is read otherwise.</param>
/// <param name="Program">The version of Terreau that made it.</param>
/// <param name="MadeAt">The instant whose state it holds, in UTC.</param>
/// <param name="Territory">The short name of the territory.</param>
/// <param name="Database">What the database held.</param>
/// <param name="Files">Every other file of the archive, in its order.</param>
internal sealed record Manifest(
    int Format, string Program, DateTime MadeAt, string Territory, DatabaseProof Database, IReadOnlyList<ArchivedFile> Files)
{
    public const int CurrentFormat = 1;
    public const string Name = "manifest.json";

    /// <summary>Nobody keeps so many originals.</summary>
    public const int MostBytes = 50_000_000;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Written);

    /// <exception cref="JsonException">It is not one.</exception>
    /// <exception cref="StartException">It is of a program to come.</exception>
    public static Manifest Read(ReadOnlySpan<byte> json)
    {
        var format = JsonSerializer.Deserialize<Told>(json, Written)?.Format;
        if (format > CurrentFormat)
            throw new StartException("Cette sauvegarde vient d’une version plus récente de Terreau : installez-la, puis recommencez.");
        return JsonSerializer.Deserialize<Manifest>(json, Written) ?? throw new JsonException("null");
    }

    private sealed record Told(int Format);
}

/// <summary>A file of an archive.</summary>
/// <param name="Name">Its path there, such as "imports/0a1b…".</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">In hexadecimal.</param>
internal sealed record ArchivedFile(string Name, long Bytes, string Sha256);
