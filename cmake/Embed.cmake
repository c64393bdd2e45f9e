# SPDX-License-Identifier: MIT
# Writes files as C arrays of bytes with a final 0.
#   -DIN=FILE -DOUT=... -DNAME=... -DHEADER=...    array NAME and NAME_size, which HEADER declares
#   -DFACTORS=FOLDER -DOUT=...                     FOLDER/*.lua, as core/profile/factors.h declares them
function(embed out in declaration)
  file(READ ${in} bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes "${bytes}")
  file(APPEND ${out} "${declaration} = {\n${bytes}0};\n")
endfunction()

if(FACTORS)
  file(GLOB files ${FACTORS}/*.lua) # in the order of their names
  file(WRITE ${OUT} "#include \"core/profile/factors.h\"\n")
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    embed(${OUT} ${file} "static const unsigned char text_${name}[]")
    string(APPEND rows "    {\"${name}\", text_${name}, sizeof text_${name} - 1},\n")
  endforeach()
  file(APPEND ${OUT} "const vikt_factor vikt_factors[] = {\n${rows}};\n"
    "const size_t vikt_factor_count = sizeof vikt_factors / sizeof *vikt_factors;\n")
else()
  file(WRITE ${OUT} "#include <stddef.h>\n#include \"${HEADER}\"\n")
  embed(${OUT} ${IN} "const unsigned char ${NAME}[]")
  file(APPEND ${OUT} "const size_t ${NAME}_size = sizeof ${NAME} - 1;\n")
endif()
