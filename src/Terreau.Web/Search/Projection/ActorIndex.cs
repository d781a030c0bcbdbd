using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search.Purposes;

namespace Terreau.Web.Search.Projection;

/// <summary>The actors of the directory, as everyone sees them.</summary>
internal sealed class ActorIndex(Lexicon lexicon) : IndexedKind<Organisation>
{
    public override SearchSchema Schema => ActorSchema.Schema;
    public override string Noun => "acteur";
    public override SearchExpansions Expansions => lexicon.Expansions(ActorSchema.Commune);

    protected override IQueryable<Organisation> Shown(IQueryable<Organisation> things) => things.Published();

    protected override string SlugOf(Organisation thing) => thing.Slug;

    protected override SearchDocument DocumentOf(Organisation thing, Atlas atlas)
        => ActorDocuments.Of(thing.SeenBy(Audience.Public), atlas);
}
