using System.Text.Json.Nodes;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports.Csv;
using Terreau.Web.Exports;
using Terreau.Web.Features.Offers;
using Terreau.Web.Features.Orientation.Outcome;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Features.Orientation;

/// <summary>The orientation for programs, and the files a person takes away.</summary>
internal static class OrientationEndpoints
{
    private const int LargestProfile = 64 * 1024;

    private const string Example = """
        {
          "idee": "Ouvrir une cuisine partagée pour des traiteurs du quartier",
          "etapes": ["EMERGENCE"],
          "lieu": { "communes": ["93010"], "quartierPrioritaire": null },
          "filieres": ["alimentation-agriculture"],
          "publics": ["habitants-qpv"],
          "structure": { "existe": false },
          "besoins": [
            { "genre": "FINANCEMENT", "natures": ["subvention"], "montant": 30000 },
            { "genre": "LOCAUX", "natures": ["cuisine"] }
          ],
          "reponses": { "porteur.habitantQpv": true }
        }
        """;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(OrientationRoutes.Api, AnswerAsync).Asks(Permission.SendPublic).Costs(Cost.Search)
            .DisableAntiforgery()
            .WithMetadata(new RequestLimit(LargestProfile))
            .WithName("orientation").WithTags("Orientation")
            .WithMetadata(new ApiTag("Orientation", "Les aides qui répondent à un projet, avec leurs raisons."))
            .WithSummary("Oriente un projet")
            .WithDescription("Reçoit un profil et répond comme la page : aides sûres, à confirmer, ruptures, raisons. Rien n’est gardé. "
                + "Tout peut manquer sauf « besoins » : ce qui manque est inconnu. « reponses » porte les faits que les conditions demandent.")
            .Accepts<JsonElement>("application/json")
            .Produces<OrientationDocument>()
            .ProducesValidationProblem()
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                if (operation.RequestBody?.Content?.TryGetValue("application/json", out var body) == true && body is OpenApiMediaType json)
                    json.Example = JsonNode.Parse(Example);
                return Task.CompletedTask;
            });
        app.MapGet(OrientationRoutes.Export("{link}", "json"), JsonAsync).Asks(Permission.SendPublic).Costs(Cost.Search)
            .ExcludeFromDescription();
        app.MapGet(OrientationRoutes.Export("{link}", "csv"), CsvAsync).Asks(Permission.SendPublic).Costs(Cost.Search)
            .ExcludeFromDescription();
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ProjectOrientation orientation, AtlasCache atlases,
        TerreauOptions options, TimeProvider clock)
    {
        if (http.Request.ContentLength > LargestProfile)
        {
            // The body is left unread: whoever sent it must not use this connection again.
            http.Response.Headers.Connection = "close";
            return ApiJson.Refusal([new("", $"Le profil compte au plus {LargestProfile / 1024} kilo-octets.")]);
        }
        JsonDocument profile;
        try
        {
            profile = await JsonDocument.ParseAsync(http.Request.Body, new JsonDocumentOptions { MaxDepth = 16 }, http.RequestAborted);
        }
        catch (JsonException error)
        {
            return ApiJson.Refusal([new("", $"Le corps n’est pas du JSON lisible, ligne {(error.LineNumber ?? 0) + 1}.")]);
        }
        using (profile)
        {
            var today = ParisTime.DayOf(clock.GetUtcNow().UtcDateTime);
            var reader = new ProfileReader(await atlases.GetAsync(http.RequestAborted), today);
            if (reader.Read(profile.RootElement) is not { } answers)
                return ApiJson.Refusal(reader.Faults.Select(fault => new QueryFault(fault.Field, fault.Message)));
            var oriented = await orientation.OrientAsync(answers, today, http.RequestAborted);
            return Results.Json(OrientationDocument.Of(oriented, options.Team), ApiJson.Options);
        }
    }

    private static async Task<IResult> JsonAsync(
        string link, HttpContext http, TerreauDb db, ProjectOrientation orientation, TerreauOptions options, TimeProvider clock)
    {
        if (await OrientedAsync(link, http, db, orientation, clock) is not { } oriented) return Results.NotFound();
        http.Response.Headers.ContentDisposition = "attachment; filename=\"orientation.json\"";
        return Results.Json(OrientationDocument.Of(oriented, options.Team), ApiJson.Options);
    }

    private static async Task<IResult> CsvAsync(
        string link, HttpContext http, TerreauDb db, ProjectOrientation orientation, TimeProvider clock)
    {
        if (await OrientedAsync(link, http, db, orientation, clock) is not { } oriented) return Results.NotFound();
        http.Response.Headers.ContentDisposition = "attachment; filename=\"orientation.csv\"";
        var site = http.Origin();
        var rows = oriented.Needs.SelectMany(need => Row.Of(need, site)).ToList();
        var today = oriented.Result.Problem.Day;
        var notice = new ExportNotice
        {
            Title = "Orientation d’un projet", Selection = ResultPage.Headline(oriented), Source = "Terreau",
            Count = rows.Count, UpdatedOn = today, ExportedOn = today, Address = site + OrientationRoutes.Start,
        };
        return Results.Stream(stream => CsvExport.WriteAsync(stream, Row.Columns, rows.ToAsyncEnumerable(), notice, http.RequestAborted),
            CsvExport.ContentType);
    }

    private static async Task<OrientedProject?> OrientedAsync(
        string link, HttpContext http, TerreauDb db, ProjectOrientation orientation, TimeProvider clock)
        => await db.AnswersAtAsync(link, http.RequestAborted) is { IsReady: true } answers
            ? await orientation.OrientAsync(answers, ParisTime.DayOf(clock.GetUtcNow().UtcDateTime), http.RequestAborted)
            : null;

    /// <summary>A body beyond this is refused while it is read.</summary>
    private sealed record RequestLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

    /// <summary>One offer, or one break of the chain, as a line of the table.</summary>
    private sealed record Row(string Need, string Class, string Title, string Operator, string Reasons, string Address)
    {
        public static readonly IReadOnlyList<ExportColumn<Row>> Columns =
        [
            new("Besoin", row => row.Need), new("Réponse", row => row.Class), new("Aide", row => row.Title),
            new("Organisme", row => row.Operator), new("Raisons", row => row.Reasons), new("Adresse", row => row.Address),
        ];

        public static IEnumerable<Row> Of(OrientedNeed need, string site)
        {
            var words = Domain.Vocabulary.NeedKinds.Label(need.Kind);
            return need.Sure.Select(answer => Of(answer, words, "Sûre", site))
                .Concat(need.ToConfirm.Select(answer => Of(answer, words, "À confirmer", site)))
                .Concat(need.Near.Select(answer =>
                    Of(answer, words, OrientedNeed.IsSure(answer) ? "Proche, sûre" : "Proche, à confirmer", site)))
                .Concat(need.Breaks.Select(broken => new Row(
                    broken.Natures.Count == 0 ? words : $"{words} : {SaidSoFar.Natures(broken.Natures)}", "Rupture", "", "",
                    broken.Rupture.Explanation, "")));
        }

        private static Row Of(Engine.Orientation.OfferAnswer answer, string need, string place, string site) => new(
            need, place, answer.Offer.Title, answer.Offer.Operator,
            string.Join(" ", answer.Evaluation.Reasons.Select(reason => reason.Sentence)), site + OfferRoutes.Sheet(answer.Offer.Id));
    }
}
