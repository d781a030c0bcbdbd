using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;

namespace Terreau.Web.Features.Home;

/// <summary>A link of the chain: a stage of a project and a kind of need, and how many offers hold it.</summary>
internal sealed record ChainLink(string Stage, string NeedKind, int Offers)
{
    /// <summary>From this number of offers on, one of them may go without the chain breaking.</summary>
    private const int Solid = 2;

    /// <summary>The links that no offer holds, then those that hang on a single one, along the stages.</summary>
    public static async Task<IReadOnlyList<ChainLink>> FragileAsync(TerreauDb db, int atMost, CancellationToken cancel)
    {
        var offers = await db.Offers.AsNoTracking().Select(offer => new { offer.Stages, offer.Needs }).ToListAsync(cancel);
        var held = new Dictionary<(string Stage, string NeedKind), int>();
        foreach (var offer in offers)
        {
            foreach (var kind in offer.Needs.Select(need => need.Split('/')[0]).Distinct())
            {
                foreach (var stage in offer.Stages) held[(stage, kind)] = held.GetValueOrDefault((stage, kind)) + 1;
            }
        }
        return
        [
            .. Vocabulary.Stages.Terms
                .SelectMany(stage => Vocabulary.NeedKinds.Terms, (stage, kind) => new ChainLink(stage.Code, kind.Code, held.GetValueOrDefault((stage.Code, kind.Code))))
                .Where(link => link.Offers < Solid)
                .OrderBy(link => link.Offers)
                .Take(atMost),
        ];
    }
}
