using Terreau.Web.Imports.Actors;

namespace Terreau.Web.Features.Steward.Imports;

/// <summary>What becomes of a file that somebody agreed to apply; a closed outcome.</summary>
public sealed class ImportCourse
{
    /// <summary>Nobody asked, or it is done.</summary>
    internal static readonly ImportCourse Still = new();

    /// <summary>Another process is at it, and its rows are not counted here.</summary>
    internal static readonly ImportCourse Elsewhere = new() { IsUnderWay = true };

    private ImportCourse()
    {
    }

    public bool IsUnderWay { get; private init; }

    /// <summary>Nothing of it is written; it can be taken up again.</summary>
    public bool IsCutShort { get; private init; }

    /// <summary>How far it has come; null elsewhere.</summary>
    public ImportStand? Stand { get; private init; }

    /// <summary>What stopped it, or why it must be looked at again, as a sentence; null otherwise.</summary>
    public string? Sentence { get; private init; }

    internal static ImportCourse UnderWay(ImportStand stand) => new() { IsUnderWay = true, Stand = stand };

    internal static ImportCourse CutShort(string sentence) => new() { IsCutShort = true, Sentence = sentence };

    internal static ImportCourse Refused(string sentence) => new() { Sentence = sentence };
}
