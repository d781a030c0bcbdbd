using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Differences;

namespace Terreau.Web.Imports.Offers;

/// <summary>The offers that an outside source names, as they would be here, and what its reading already tells of the difference.</summary>
internal sealed class OfferBatch(Source source)
{
    private static readonly DifferenceWords Words = new("offre", "offres")
    {
        WhenEmpty = "La source ne nomme aucune offre.",
        WhenRejected = "est-ce le bon fichier ?",
        WhenClosed = (closed, known) => $"{closed} offres sur {known} seraient fermées : la source est-elle entière ?",
    };

    public Source Source => source;

    /// <summary>False for a part of what the source holds: what it does not name is then not gone.</summary>
    public bool IsWhole { get; init; } = true;

    public List<Offer> Offers { get; } = [];

    public Difference Difference { get; } = new(Words);

    /// <summary>Words of the source that its table does not know, and how often they came: for whoever keeps the table.</summary>
    public SortedDictionary<string, int> Unmapped { get; } = new(StringComparer.Ordinal);

    /// <summary>A record that is not for this directory: no offer.</summary>
    public Offer? LeaveAside(string reason)
    {
        Difference.LeaveAside(reason);
        return null;
    }

    /// <summary>A record that cannot be an offer.</summary>
    public Offer? Reject(string key, string sentence)
    {
        Difference.Add(Outcome.Rejected, key, sentence);
        return null;
    }

    /// <summary>A value left aside, or to be looked at.</summary>
    public void Warn(string key, string sentence) => Difference.Add(Outcome.Warned, key, sentence);

    public void NotInTable(string list, string word)
    {
        var said = $"{list} « {word} »";
        Unmapped[said] = Unmapped.GetValueOrDefault(said) + 1;
    }
}
