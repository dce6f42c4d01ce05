; Finds the folder the officer chose for her data in the program's settings (设置.json, src-tauri/core/src/settings.rs).
; NSIS reads no UTF-8 without a plug-in: characters are put together from bytes here. Changes nothing.

!define SETTINGS "设置.json"
!define KEY '"data_folder"'

; Reads one character of UTF-8 from the file $0 into $1; nothing where the file ends. Uses $2 to $4.
Function un.ReadCharacter
    StrCpy $1 ""
    ClearErrors
    FileReadByte $0 $2
    ${If} ${Errors}
        Return
    ${EndIf}
    StrCpy $3 0 ; bytes that follow
    ${If} $2 >= 0xF0
        IntOp $2 $2 & 0x07
        StrCpy $3 3
    ${ElseIf} $2 >= 0xE0
        IntOp $2 $2 & 0x0F
        StrCpy $3 2
    ${ElseIf} $2 >= 0xC0
        IntOp $2 $2 & 0x1F
        StrCpy $3 1
    ${EndIf}
    ${While} $3 > 0
        FileReadByte $0 $4
        IntOp $4 $4 & 0x3F
        IntOp $2 $2 << 6
        IntOp $2 $2 | $4
        IntOp $3 $3 - 1
    ${EndWhile}
    ${If} $2 < 0x10000
        IntFmt $1 "%c" $2
    ${Else} ; two units of UTF-16
        IntOp $2 $2 - 0x10000
        IntOp $3 $2 >> 10
        IntOp $3 $3 + 0xD800
        IntOp $4 $2 & 0x3FF
        IntOp $4 $4 + 0xDC00
        IntFmt $1 "%c" $3
        IntFmt $4 "%c" $4
        StrCpy $1 "$1$4"
    ${EndIf}
FunctionEnd

; Gives in $5 the folder chosen in the home $5; nothing where none was. Uses $0 to $7.
Function un.ChosenFolder
    ClearErrors
    FileOpen $0 "$5\${SETTINGS}" r
    StrCpy $5 ""
    ${If} ${Errors}
        Return
    ${EndIf}
    StrLen $7 '${KEY}'
    StrCpy $6 "" ; the last characters read, as many as the key has
    ${Do}
        Call un.ReadCharacter
        StrCpy $6 "$6$1"
        StrLen $4 $6
        ${If} $4 > $7
            StrCpy $6 $6 "" 1
        ${EndIf}
        ${If} $6 == '${KEY}'
        ${OrIf} $1 == ""
            ${Break}
        ${EndIf}
    ${Loop}
    ${Do} ; past the colon, to the mark that opens the value
        Call un.ReadCharacter
        ${If} $1 == '"'
        ${OrIf} $1 == ""
            ${Break}
        ${EndIf}
    ${Loop}
    ${Do}
        Call un.ReadCharacter
        ${If} $1 == '"'
        ${OrIf} $1 == ""
            ${Break}
        ${EndIf}
        ${If} $1 == "\"
            Call un.ReadCharacter ; a folder's name has only \\ to be taken back
        ${EndIf}
        StrCpy $5 "$5$1"
    ${Loop}
    FileClose $0
FunctionEnd
