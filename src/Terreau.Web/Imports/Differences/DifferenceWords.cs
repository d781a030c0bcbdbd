namespace Terreau.Web.Imports.Differences;

/// <summary>How the difference of a source is told, and what keeps it from being applied unseen.</summary>
/// <param name="One">What a row is: "offre".</param>
/// <param name="Many">The plural.</param>
/// <param name="IsFeminine">True for "une offre".</param>
public sealed record DifferenceWords(string One, string Many, bool IsFeminine = true)
{
    // The dot takes the ending: "mis· à jour" gives "mise à jour", "mises à jour", "mis à jour".
    private static readonly Dictionary<Outcome, string> Verbs = new()
    {
        [Outcome.Added] = "ajouté·", [Outcome.Changed] = "mis· à jour", [Outcome.Unchanged] = "inchangé·",
        [Outcome.LeftAsEdited] = "modifié· à la main et laissé·", [Outcome.Repeated] = "répété·", [Outcome.HeldBack] = "retenu·",
        [Outcome.Aside] = "laissé· de côté", [Outcome.Rejected] = "refusé·", [Outcome.Closed] = "fermé·",
        [Outcome.Reopened] = "de retour", [Outcome.Missing] = "absent· de la source et laissé·",
    };

    /// <summary>The words of an outcome where this source has its own; with a dot for the ending, or as they are.</summary>
    public IReadOnlyDictionary<Outcome, (string One, string Many)> Own { get; init; } = new Dictionary<Outcome, (string, string)>();

    /// <summary>Said where the source has no row at all; null where that keeps from nothing.</summary>
    public string? WhenEmpty { get; init; }

    /// <summary>Asked where many rows are refused; null where that keeps from nothing.</summary>
    public string? WhenRejected { get; init; }

    /// <summary>Said where much would close, from how many and of how many; null where that keeps from nothing.</summary>
    public Func<int, int, string>? WhenClosed { get; init; }

    /// <summary>"ajoutée", "ajoutées"; empty for what is not told of a row.</summary>
    public string Of(Outcome outcome, int count)
    {
        if (Own.TryGetValue(outcome, out var own)) return count > 1 ? own.Many : own.One;
        if (!Verbs.TryGetValue(outcome, out var verb)) return "";
        var plural = count > 1 ? "s" : "";
        var agreed = verb.Replace("·", IsFeminine ? "e" + plural : plural, StringComparison.Ordinal);
        return agreed.StartsWith("miss", StringComparison.Ordinal) ? agreed[..3] + agreed[4..] : agreed;
    }
}
