using Terreau.Web.Domain.Privacy;

namespace Terreau.Web.Features.Privacy;

/// <summary>What a run did, or would do, for one category.</summary>
/// <param name="Count">Rows whose time is over.</param>
/// <param name="Oldest">The oldest instant among them; null when there is none.</param>
internal sealed record RetentionLine(RetentionCategory Category, int Count, DateTime? Oldest)
{
    /// <summary>Accounts whose time is over, kept because nobody else runs a sheet.</summary>
    public int Held { get; init; }

    public string Said => (Count == 0
        ? "rien" : $"{French.Count(Count, "ligne")} à {Verb}, la plus ancienne du {French.Date(ParisTime.DayOf(Oldest!.Value))}")
        + (Held == 0 ? "" : $" ; {French.Count(Held, "compte gardé", "comptes gardés")} : seul responsable d’une fiche");

    private string Verb => Category.Action switch
    {
        RetentionAction.Warn => "prévenir",
        RetentionAction.Empty => "vider",
        _ => "effacer",
    };
}

/// <summary>What a run did, or would do.</summary>
internal sealed record RetentionReport(DateTime At, bool IsWritten, IReadOnlyList<RetentionLine> Lines)
{
    public RetentionLine this[string key] => Lines.First(line => line.Category.Key == key);
}
