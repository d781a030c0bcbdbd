namespace Terreau.Web.Domain.Privacy;

/// <summary>What is known of the site’s accessibility: the reviewed file, read once.</summary>
internal sealed record AccessibilityStatement
{
    public required DateOnly CheckedOn { get; init; }

    /// <summary>The rules it is judged by: "RGAA 4.1.2".</summary>
    public required string Standard { get; init; }

    public required IReadOnlyList<string> Technologies { get; init; }
    public required IReadOnlyList<string> Tests { get; init; }
    public required IReadOnlyList<(string What, string Why)> NotAccessible { get; init; }

    /// <summary>Null while no person has audited it.</summary>
    public required Audited? Audit { get; init; }

    /// <param name="Percent">Criteria that hold, among those that apply.</param>
    internal sealed record Audited(DateOnly On, string By, long Percent);

    /// <summary>The words the law has for it: none, partial (half of the criteria or more), total.</summary>
    public string State => Audit switch
    {
        null => "non conforme, faute d’audit",
        { Percent: >= 100 } => "totalement conforme",
        { Percent: >= 50 } => "partiellement conforme",
        _ => "non conforme",
    };
}
