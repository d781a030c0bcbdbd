using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search.Purposes;

namespace Terreau.Web.Search.Projection;

/// <summary>The offers; their searches understand the words in which people say what they come for.</summary>
internal sealed class OfferIndex(PurposeBase purposes, Lexicon lexicon) : IndexedKind<Offer>
{
    public override SearchSchema Schema => OfferSchema.Schema;
    public override string Noun => "offre";
    public override SearchExpansions Expansions => lexicon.Expansions(OfferSchema.Commune).And(purposes.Expansions());

    protected override IQueryable<Offer> Shown(IQueryable<Offer> things) => things;

    protected override string SlugOf(Offer thing) => thing.Slug;

    protected override SearchDocument DocumentOf(Offer thing, Atlas atlas) => OfferDocuments.Of(thing, atlas);
}
