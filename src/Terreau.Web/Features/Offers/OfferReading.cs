using Terreau.Web.Domain;
using Terreau.Web.Search.Purposes;

namespace Terreau.Web.Features.Offers;

/// <summary>How the words of a search were understood, said on the page.</summary>
internal static class OfferReading
{
    /// <summary>"« four » se lit aussi : financement (subvention, prêt ou mécénat)."</summary>
    public static string Sentence(PurposeMatch match)
    {
        var kinds = French.List([.. match.Purpose.Kinds.Select(kind => French.Lower(Vocabulary.NeedKinds.Label(kind)))], "ou");
        var natures = French.List([.. match.Purpose.Natures.Select(nature => French.Lower(Vocabulary.Natures.Label(nature)))], "ou");
        return (kinds.Length, natures.Length) switch
        {
            (0, 0) => $"« {match.Said} » est connu, sans besoin précis.",
            (_, 0) => $"« {match.Said} » se lit aussi : {kinds}.",
            (0, _) => $"« {match.Said} » se lit aussi : {natures}.",
            _ => $"« {match.Said} » se lit aussi : {kinds} ({natures}).",
        };
    }
}
