using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Features.Accounts;

/// <summary>What became of a link, as a sentence that says what to do.</summary>
internal static class LinkWords
{
    public static string Of(LinkOutcome outcome, bool isCode) => outcome switch
    {
        LinkOutcome.Expired => $"Ce {Thing(isCode)} a plus de quinze minutes. Demandez-en un autre.",
        LinkOutcome.Used => $"Ce {Thing(isCode)} a déjà servi. Demandez-en un autre.",
        LinkOutcome.OtherBrowser =>
            "Ce lien s’ouvre dans le navigateur où il a été demandé. Ici, recopiez plutôt le code, ou demandez un autre lien.",
        LinkOutcome.NoMoreCode =>
            "Trop de codes faux ont été essayés. Ouvrez plutôt le lien du message\u00A0: il sert, dans le navigateur qui l’a demandé.",
        LinkOutcome.Wrong => isCode
            ? $"Ce code n’est pas le bon. Après {SignInLink.MostFailures} erreurs, seul le lien du message servira."
            : "Ce lien n’est pas valable. Vérifiez qu’il est entier, ou demandez-en un autre.",
        _ => "",
    };

    private static string Thing(bool isCode) => isCode ? "code" : "lien";
}
