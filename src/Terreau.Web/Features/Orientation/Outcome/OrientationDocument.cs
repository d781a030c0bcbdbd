using System.Text.Json.Serialization;
using Terreau.Engine.Chain;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Features.Offers;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Orientation.Outcome;

/// <summary>The answer as data: what the API gives and what the page exports, the same to the letter.</summary>
internal sealed record OrientationDocument
{
    [JsonPropertyName("resume")] public required string Summary { get; init; }
    [JsonPropertyName("jour")] public required DateOnly Day { get; init; }
    [JsonPropertyName("versionDesPoids")] public required string Weights { get; init; }
    [JsonPropertyName("offresRegardees")] public required int OfferCount { get; init; }
    [JsonPropertyName("aidesSures")] public required int SureCount { get; init; }
    [JsonPropertyName("aidesAConfirmer")] public required int ToConfirmCount { get; init; }
    [JsonPropertyName("ruptures")] public required int RuptureCount { get; init; }
    [JsonPropertyName("besoins")] public required IReadOnlyList<NeedPart> Needs { get; init; }
    /// <summary>Who receives someone that does not know whom to ask.</summary>
    [JsonPropertyName("accueils")] public required IReadOnlyList<OfferPart> Guides { get; init; }

    /// <summary>The team of the territory: whom to ask where an offer names nobody.</summary>
    [JsonPropertyName("relais")] public required ContactPart? Relay { get; init; }
    [JsonPropertyName("questionSuivante")] public required QuestionPart? NextQuestion { get; init; }

    /// <summary>The profile that was answered, in the words the API takes: it may be sent again as it is.</summary>
    [JsonPropertyName("profil")] public required ProjectAnswers Profile { get; init; }

    public static OrientationDocument Of(OrientedProject oriented, TeamContact? relay) => new()
    {
        Summary = ResultPage.Headline(oriented),
        Day = oriented.Result.Problem.Day,
        Weights = oriented.Result.Weights.Version,
        OfferCount = oriented.Result.OfferCount,
        SureCount = oriented.SureCount,
        ToConfirmCount = oriented.ToConfirmCount,
        RuptureCount = oriented.RuptureCount,
        Needs = [.. oriented.Needs.Select(need => NeedPart.Of(need, oriented))],
        Guides = [.. oriented.Guides.Select(answer => OfferPart.Of(answer, oriented.Sheet(answer)))],
        Relay = relay is null ? null : new ContactPart(relay.Name, relay.Phone, relay.Mail, null, relay.Place),
        NextQuestion = oriented.NextQuestion is { } question ? new QuestionPart(question.FactId, question.Question, question.Offers) : null,
        Profile = oriented.Answers with { Before = null },
    };

    internal sealed record NeedPart
    {
        [JsonPropertyName("genre")] public required string Kind { get; init; }
        [JsonPropertyName("sures")] public required IReadOnlyList<OfferPart> Sure { get; init; }
        [JsonPropertyName("aConfirmer")] public required IReadOnlyList<OfferPart> ToConfirm { get; init; }
        [JsonPropertyName("proches")] public required IReadOnlyList<OfferPart> Near { get; init; }
        [JsonPropertyName("ruptures")] public required IReadOnlyList<RupturePart> Ruptures { get; init; }
        [JsonPropertyName("ecartees")] public required IReadOnlyList<ExcludedPart> Excluded { get; init; }

        public static NeedPart Of(OrientedNeed need, OrientedProject oriented) => new()
        {
            Kind = need.Kind,
            Sure = [.. need.Sure.Select(answer => OfferPart.Of(answer, oriented.Sheet(answer)))],
            ToConfirm = [.. need.ToConfirm.Select(answer => OfferPart.Of(answer, oriented.Sheet(answer)))],
            Near = [.. need.Near.Select(answer => OfferPart.Of(answer, oriented.Sheet(answer)))],
            Ruptures =
            [
                .. need.Breaks.Select(broken => new RupturePart(
                    broken.Natures, RuptureCodes.Of(broken.Rupture.Kind), RuptureCodes.Label(broken.Rupture.Kind),
                    broken.Rupture.Explanation,
                    [.. broken.Rupture.Alternatives
                        .Select(alternative => new AlternativePart(alternative.Sentence, alternative.OfferId))])),
            ],
            Excluded =
            [
                .. need.Excluded.Select(excluded => new ExcludedPart(
                    excluded.Offer.Id, excluded.Offer.Title, [.. excluded.Evaluation.Failed.Select(reason => reason.Sentence)])),
            ],
        };
    }

    internal sealed record OfferPart
    {
        [JsonPropertyName("offre")] public required string Slug { get; init; }
        [JsonPropertyName("titre")] public required string Title { get; init; }
        [JsonPropertyName("operateur")] public required string Operator { get; init; }
        [JsonPropertyName("adresse")] public required string Address { get; init; }
        [JsonPropertyName("statut")] public required string Status { get; init; }
        /// <summary>What the situation alone answers: CONVIENT or A_CONFIRMER.</summary>
        [JsonPropertyName("situation")] public required string Situation { get; init; }

        /// <summary>True when the offer itself was not checked for too long.</summary>
        [JsonPropertyName("aReverifier")] public required bool IsToCheck { get; init; }
        [JsonPropertyName("resume")] public required string Summary { get; init; }
        [JsonPropertyName("contact")] public required ContactPart? Contact { get; init; }
        [JsonPropertyName("demandeEnLigne")] public required string? Apply { get; init; }
        [JsonPropertyName("site")] public required string? Site { get; init; }
        [JsonPropertyName("demarche")] public required IReadOnlyList<string> Steps { get; init; }
        [JsonPropertyName("pieces")] public required IReadOnlyList<string> Documents { get; init; }
        [JsonPropertyName("raisons")] public required IReadOnlyList<ReasonPart> Reasons { get; init; }
        [JsonPropertyName("aSavoir")] public required IReadOnlyList<string> Remarks { get; init; }
        [JsonPropertyName("etape")] public required string Stage { get; init; }
        [JsonPropertyName("score")] public required decimal Score { get; init; }
        [JsonPropertyName("detailDuScore")] public required IReadOnlyList<FactorPart> Factors { get; init; }

        public static OfferPart Of(OfferAnswer answer, Domain.Offers.Offer sheet) => new()
        {
            Situation = OrientedNeed.Suits(answer) ? "CONVIENT" : "A_CONFIRMER",
            IsToCheck = answer.Evaluation.IsToCheck,
            Summary = sheet.Summary,
            Contact = sheet.HasContact
                ? new ContactPart(sheet.ContactName, sheet.ContactPhone, sheet.ContactMail, sheet.ContactForm, sheet.ContactPlace) : null,
            Apply = sheet.ApplyUrl,
            Site = sheet.Url,
            Steps = sheet.Steps,
            Documents = sheet.Documents,
            Slug = answer.Offer.Id,
            Title = answer.Offer.Title,
            Operator = answer.Offer.Operator,
            Address = OfferRoutes.Sheet(answer.Offer.Id),
            Status = OrientedNeed.IsSure(answer) ? "ELIGIBLE" : "A_CONFIRMER",
            Reasons = [.. answer.Evaluation.Reasons.Where(reason => reason.Kind != ReasonKind.Stale).Select(ReasonPart.Of)],
            Remarks = answer.Remarks,
            Stage = Codes.Of(answer.PathStage),
            Score = answer.Score,
            Factors = [.. answer.Factors.Select(
                factor => new FactorPart(factor.Sentence, factor.Contribution, factor.WeightThousandths / 1000m))],
        };
    }

    internal sealed record ContactPart(
        [property: JsonPropertyName("qui")] string? Who,
        [property: JsonPropertyName("telephone")] string? Phone,
        [property: JsonPropertyName("courriel")] string? Mail,
        [property: JsonPropertyName("formulaire")] string? Form,
        [property: JsonPropertyName("lieu")] string? Place);

    internal sealed record ReasonPart(
        [property: JsonPropertyName("phrase")] string Sentence,
        [property: JsonPropertyName("fait")] string? Fact,
        [property: JsonPropertyName("question")] string? Question)
    {
        public static ReasonPart Of(Reason reason) => new(reason.Sentence, reason.FactId, reason.Question);
    }

    internal sealed record FactorPart(
        [property: JsonPropertyName("phrase")] string Sentence,
        [property: JsonPropertyName("apport")] decimal Contribution,
        [property: JsonPropertyName("poids")] decimal Weight);

    internal sealed record RupturePart(
        [property: JsonPropertyName("natures")] IReadOnlyList<string> Natures,
        [property: JsonPropertyName("genre")] string Kind,
        [property: JsonPropertyName("libelle")] string Label,
        [property: JsonPropertyName("explication")] string Explanation,
        [property: JsonPropertyName("aDemanderPlutot")] IReadOnlyList<AlternativePart> Alternatives);

    internal sealed record AlternativePart(
        [property: JsonPropertyName("phrase")] string Sentence, [property: JsonPropertyName("offre")] string? Offer);

    internal sealed record ExcludedPart(
        [property: JsonPropertyName("offre")] string Slug,
        [property: JsonPropertyName("titre")] string Title,
        [property: JsonPropertyName("raisons")] IReadOnlyList<string> Reasons);

    internal sealed record QuestionPart(
        [property: JsonPropertyName("fait")] string Fact,
        [property: JsonPropertyName("question")] string Question,
        [property: JsonPropertyName("aidesEnAttente")] int Offers);
}
