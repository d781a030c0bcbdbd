using Terreau.Engine.Eligibility;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Features.Orientation.Outcome;

/// <summary>The replies given to questions, in words, each with the place to change it.</summary>
internal static class RepliesSaid
{
    public static IEnumerable<Answer> Of(ProjectAnswers answers, CompiledOffers shelf, string link)
        => from reply in answers.Facts
           let question = shelf.Questions.GetValueOrDefault(reply.Key) ?? FactCatalogue.Find(reply.Key)?.Question
           where question is not null && (FactReplies.StepField(reply.Key) is null)
           orderby reply.Key
           select new Answer(question, Words(reply.Key, FactReplies.ValueOf(reply.Key, reply.Value)),
               FactQuestion.AddressOf(reply.Key, link));

    private static string Words(string fact, FactValue? value) => value switch
    {
        FactValue.Flag flag => flag.IsTrue ? "Oui" : "Non",
        FactValue.Choice choice => LegalFamilies.Has(choice.Code) ? LegalFamilies.Label(choice.Code) : choice.Code,
        FactValue.Number { Value: var number } => FactCatalogue.Find(fact)?.Unit == "euros" && number.Low is { } euros && number.IsExact
            ? French.Euros(euros) : number.ToString(),
        FactValue.Date date => French.Date(date.Day),
        FactValue.Many many => French.List(many.Codes),
        FactValue.Items items => French.Count(items.Sheets.Length, "partenaire"),
        _ => "Je ne sais pas",
    };
}
