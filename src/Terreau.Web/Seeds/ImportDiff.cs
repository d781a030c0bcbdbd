namespace Terreau.Web.Seeds;

/// <summary>What an import of the reference files would change, subject by subject.</summary>
internal sealed class ImportDiff
{
    public List<Subject> Added { get; } = [];
    public List<Change> Changed { get; } = [];

    /// <summary>Subjects that the files would change but that someone edited since: left as they are.</summary>
    public List<Subject> LeftAsEdited { get; } = [];

    /// <summary>Subjects the database holds and the files do not name: left as they are.</summary>
    public List<Subject> NotInFiles { get; } = [];

    public int Unchanged { get; set; }

    public bool IsEmpty => Added.Count == 0 && Changed.Count == 0;

    internal sealed record Subject(string Kind, string Key);

    internal sealed record Change(Subject Subject, IReadOnlyList<FieldChange> Fields);

    internal sealed record FieldChange(string Field, string? Before, string? After);
}
