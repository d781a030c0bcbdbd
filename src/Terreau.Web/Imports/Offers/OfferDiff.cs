using Terreau.Web.Domain.Offers;

namespace Terreau.Web.Imports.Offers;

/// <summary>What a source would change among the offers, told before anything is written.</summary>
internal sealed class OfferDiff
{
    public List<Offer> Added { get; } = [];
    public List<Change> Changed { get; } = [];

    /// <summary>Offers that the source would change but that someone edited since: left as they are.</summary>
    public List<Offer> LeftAsEdited { get; } = [];

    /// <summary>Offers that the source no longer names: their window ends, nothing is erased.</summary>
    public List<Offer> Closed { get; } = [];

    public int Unchanged { get; set; }
    public int Rejected { get; init; }
    public int Read { get; init; }

    /// <summary>How many open offers of this source were held before.</summary>
    public int Known { get; set; }

    public bool IsEmpty => Added.Count + Changed.Count + Closed.Count == 0;

    /// <summary>Why it should not be applied without being looked at again, as sentences.</summary>
    public IReadOnlyList<string> Guards
    {
        get
        {
            var guards = new List<string>();
            if (Read == 0) guards.Add("La source ne nomme aucune offre.");
            if (Rejected * 10 > Read * 3) guards.Add($"{French.Count(Rejected, "offre", "offres")} sur {French.Number(Read)} {(Rejected > 1 ? "sont refusées" : "est refusée")} : est-ce le bon fichier ?");
            if (Closed.Count > 5 && Closed.Count * 5 > Known) guards.Add($"{Closed.Count} offres sur {Known} seraient fermées : la source est-elle entière ?");
            return guards;
        }
    }

    public string InWords()
    {
        (int Count, string One, string Many)[] kinds =
        [
            (Added.Count, "ajoutée", "ajoutées"), (Changed.Count, "mise à jour", "mises à jour"), (Unchanged, "inchangée", "inchangées"),
            (LeftAsEdited.Count, "modifiée à la main et laissée", "modifiées à la main et laissées"), (Rejected, "refusée", "refusées"), (Closed.Count, "fermée", "fermées"),
        ];
        var said = kinds.Where(kind => kind.Count > 0).Select(kind => French.Count(kind.Count, kind.One, kind.Many)).ToList();
        return $"Offres : {(said.Count == 0 ? "rien à faire" : French.List(said))}.";
    }

    /// <summary>An offer, field by field.</summary>
    internal sealed record Change(Offer Offer, IReadOnlyList<(string Field, string? Before, string? After)> Fields);
}
